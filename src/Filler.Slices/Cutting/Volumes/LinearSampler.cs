using System.Runtime.Intrinsics.X86;
using Filler.Structures;

namespace Filler.Slices;

/// <summary>Trilinear interpolation.</summary>
/// <remarks>
/// Positions are 64-bit numbers with 32 bits after the point: adding the step is exact, and voxel and share come from one shift and one mask. A
/// plane through a large volume meets a new page at almost every pixel: the lines of cache a few pixels ahead are asked for early.
/// </remarks>
internal sealed unsafe class LinearSampler<T>(VoxelVolume volume) : LineSampler
    where T : struct, IVoxel
{
    private const double One = 1L << 32;
    private const float Unit = 1f / (1 << 24);
    private const int Ahead = 12;

    public override void Add(Vector3d start, Vector3d step, Span<float> sums)
    {
        if (sums.Length == 0) return;
        var end = start + ((sums.Length - 1) * step);
        if (Inside(start) && Inside(end)) AddInside(start, step, sums);
        else AddClamped(start, step, sums);
        // The bytes go with the volume: it must not be collected while they are read.
        GC.KeepAlive(volume);
    }

    // A voxel's width short of the faces: rounding to 2⁻³² must not step over them.
    private bool Inside(Vector3d p) =>
        p.X >= 1e-6 && p.Y >= 1e-6 && p.Z >= 1e-6 && p.X < volume.Nx - 1 - 1e-6 && p.Y < volume.Ny - 1 - 1e-6 && p.Z < volume.Nz - 1 - 1e-6;

    private void AddInside(Vector3d start, Vector3d step, Span<float> sums)
    {
        nint row = volume.Nx * T.Bytes;
        var (x, y, z) = ((long)(start.X * One), (long)(start.Y * One), (long)(start.Z * One));
        var (dx, dy, dz) = ((long)(step.X * One), (long)(step.Y * One), (long)(step.Z * One));
        var fetch = Sse.IsSupported ? sums.Length - Ahead : 0;
        for (var i = 0; i < sums.Length; i++)
        {
            if (i < fetch)
            {
                var ahead = (nint)((y + (Ahead * dy)) >> 32) * row + ((nint)((x + (Ahead * dx)) >> 32) * T.Bytes);
                var section = (int)((z + (Ahead * dz)) >> 32);
                Sse.Prefetch0(volume.Section(section) + ahead);
                Sse.Prefetch0(volume.Section(section) + ahead + row);
                Sse.Prefetch0(volume.Section(section + 1) + ahead);
                Sse.Prefetch0(volume.Section(section + 1) + ahead + row);
            }

            var offset = ((nint)(y >> 32) * row) + ((nint)(x >> 32) * T.Bytes);
            var near = volume.Section((int)(z >> 32)) + offset;
            var far = volume.Section((int)(z >> 32) + 1) + offset;
            // The upper 24 bits after the point: what a float holds exactly.
            var (fx, fy, fz) = ((uint)x >> 8, (uint)y >> 8, (uint)z >> 8);
            sums[i] += Value(near, far, row, (int)fx * Unit, (int)fy * Unit, (int)fz * Unit);
            (x, y, z) = (x + dx, y + dy, z + dz);
        }
    }

    private void AddClamped(Vector3d start, Vector3d step, Span<float> sums)
    {
        nint row = volume.Nx * T.Bytes;
        for (var i = 0; i < sums.Length; i++)
        {
            var (x, fx) = Locate(start.X + (i * step.X), volume.Nx);
            var (y, fy) = Locate(start.Y + (i * step.Y), volume.Ny);
            var (z, fz) = Locate(start.Z + (i * step.Z), volume.Nz);
            var offset = (y * row) + (x * T.Bytes);
            sums[i] += Value(volume.Section(z) + offset, volume.Section(z + 1) + offset, row, fx, fy, fz);
        }
    }

    private static (int Voxel, float Share) Locate(double position, int count)
    {
        var inside = Math.Clamp(position, 0, count - 1);
        var voxel = Math.Min((int)inside, count - 2);
        return (voxel, (float)(inside - voxel));
    }

    private static float Value(byte* near, byte* far, nint row, float fx, float fy, float fz) => Mix(
        Mix(Along(near, fx), Along(near + row, fx), fy),
        Mix(Along(far, fx), Along(far + row, fx), fy),
        fz);

    private static float Along(byte* at, float share) => Mix(T.Load(at), T.Load(at + T.Bytes), share);

    private static float Mix(float a, float b, float share) => a + (share * (b - a));
}
