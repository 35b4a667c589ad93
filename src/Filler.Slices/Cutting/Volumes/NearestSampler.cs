using Filler.Structures;

namespace Filler.Slices;

/// <summary>The voxel that a point lies in; at the volume's faces the outermost voxels go on.</summary>
internal sealed class NearestSampler(VoxelVolume volume) : LineSampler
{
    public override void Add(Vector3d start, Vector3d step, Span<float> sums)
    {
        for (var i = 0; i < sums.Length; i++)
            sums[i] += volume[Voxel(start.X + (i * step.X), volume.Nx), Voxel(start.Y + (i * step.Y), volume.Ny), Voxel(start.Z + (i * step.Z), volume.Nz)];
    }

    private static int Voxel(double position, int count) => Math.Clamp((int)Math.Floor(position + 0.5), 0, count - 1);
}
