using Filler.Structures;

namespace Filler.Slices;

/// <summary>Trilinear interpolation.</summary>
internal sealed unsafe class LinearSampler<T>(VoxelVolume volume) : LineSampler
    where T : struct, IVoxel
{
    public override void Add(Vector3d start, Vector3d step, Span<float> sums)
    {
        var (lastX, lastY, lastZ) = (volume.Nx - 2, volume.Ny - 2, volume.Nz - 2);
        nint row = volume.Nx * T.Bytes;
        for (var i = 0; i < sums.Length; i++)
        {
            // Multiplied, not added up: rounding would otherwise grow along the line.
            var (px, py, pz) = (Inside(start.X + (i * step.X), lastX), Inside(start.Y + (i * step.Y), lastY), Inside(start.Z + (i * step.Z), lastZ));
            var (x, y, z) = (Math.Min((int)px, lastX), Math.Min((int)py, lastY), Math.Min((int)pz, lastZ));
            var (fx, fy, fz) = ((float)(px - x), (float)(py - y), (float)(pz - z));
            var offset = (y * row) + (x * T.Bytes);
            var near = volume.Section(z) + offset;
            var far = volume.Section(z + 1) + offset;
            var a = Mix(Along(near, fx), Along(near + row, fx), fy);
            var b = Mix(Along(far, fx), Along(far + row, fx), fy);
            sums[i] += Mix(a, b, fz);
        }

        // The bytes go with the volume: it must not be collected while they are read.
        GC.KeepAlive(volume);
    }

    private static double Inside(double position, int last) => Math.Min(Math.Max(position, 0), last + 1);

    private static float Along(byte* at, float share) => Mix(T.Load(at), T.Load(at + T.Bytes), share);

    private static float Mix(float a, float b, float share) => a + (share * (b - a));
}
