using Filler.Structures;

namespace Filler.Slices;

/// <summary>Cubic convolution over 4 × 4 × 4 voxels; at the volume's faces the outermost voxels go on.</summary>
internal sealed unsafe class CubicSampler<T>(VoxelVolume volume) : LineSampler
    where T : struct, IVoxel
{
    public override void Add(Vector3d start, Vector3d step, Span<float> sums)
    {
        Span<float> wx = stackalloc float[4], wy = stackalloc float[4], wz = stackalloc float[4];
        for (var i = 0; i < sums.Length; i++)
        {
            var x = Weights(start.X + (i * step.X), volume.Nx, wx);
            var y = Weights(start.Y + (i * step.Y), volume.Ny, wy);
            var z = Weights(start.Z + (i * step.Z), volume.Nz, wz);
            var sum = 0f;
            for (var c = 0; c < 4; c++)
            {
                var section = volume.Section(Math.Clamp(z + c, 0, volume.Nz - 1));
                var plane = 0f;
                for (var b = 0; b < 4; b++)
                {
                    var row = section + ((nint)Math.Clamp(y + b, 0, volume.Ny - 1) * volume.Nx * T.Bytes);
                    var line = 0f;
                    for (var a = 0; a < 4; a++) line += wx[a] * T.Load(row + ((nint)Math.Clamp(x + a, 0, volume.Nx - 1) * T.Bytes));
                    plane += wy[b] * line;
                }

                sum += wz[c] * plane;
            }

            sums[i] += sum;
        }

        GC.KeepAlive(volume);
    }

    /// <returns>The first of the four voxels.</returns>
    private static int Weights(double position, int count, Span<float> weights)
    {
        position = Math.Clamp(position, 0, count - 1);
        var voxel = Math.Min((int)position, count - 2);
        var t = (float)(position - voxel);
        weights[0] = t * (-0.5f + (t * (1 - (0.5f * t))));
        weights[1] = 1 + (t * t * (-2.5f + (1.5f * t)));
        weights[2] = t * (0.5f + (t * (2 - (1.5f * t))));
        weights[3] = t * t * (-0.5f + (0.5f * t));
        return voxel - 1;
    }
}
