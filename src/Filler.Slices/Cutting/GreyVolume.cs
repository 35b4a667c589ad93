using Filler.Structures;

namespace Filler.Slices;

/// <summary>A voxel volume with the grey levels that are shown as 0 and 1, the same for every slice of it.</summary>
public sealed class GreyVolume
{
    // One hot pixel of a camera would set the scale of a maximum: one value in a hundred on each side may saturate instead.
    private const double Tail = 0.01;
    private const int LargestSample = 1_000_000;

    /// <exception cref="ArgumentException">The volume is too small to interpolate, all its values are alike, or one is not a number.</exception>
    public GreyVolume(VoxelVolume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        if (Math.Min(volume.Nx, Math.Min(volume.Ny, volume.Nz)) < 2)
            throw new ArgumentException($"a volume of {volume.Nx} × {volume.Ny} × {volume.Nz} voxels; slices need at least 2 along each axis");
        if (volume.Values.LongLength != (long)volume.Nx * volume.Ny * volume.Nz)
            throw new ArgumentException($"{volume.Values.LongLength} values for {volume.Nx} × {volume.Ny} × {volume.Nz} voxels");
        if (!(Math.Min(volume.VoxelNm.X, Math.Min(volume.VoxelNm.Y, volume.VoxelNm.Z)) > 0))
            throw new ArgumentException($"voxels of {volume.VoxelNm} nm; each edge is a length above 0");
        if (volume.Values.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            throw new ArgumentException("the volume holds values that are not finite numbers");
        Volume = volume;
        (Black, White) = Percentiles(volume.Values);
        if (!(White > Black)) throw new ArgumentException($"the volume has no contrast: 98 in 100 values are {Black:g6}");
    }

    public VoxelVolume Volume { get; }

    /// <summary>1st percentile of the values, shown as 0.</summary>
    public float Black { get; }

    /// <summary>99th percentile, shown as 1.</summary>
    public float White { get; }

    /// <summary>Where interpolation is possible along an axis: from the first voxel's centre to the last one's, in nm.</summary>
    public (double Low, double High) Extent(int axis)
    {
        var (count, edge) = axis switch
        {
            0 => (Volume.Nx, Volume.VoxelNm.X),
            1 => (Volume.Ny, Volume.VoxelNm.Y),
            2 => (Volume.Nz, Volume.VoxelNm.Z),
            _ => throw new ArgumentOutOfRangeException(nameof(axis)),
        };
        return (0.5 * edge, (count - 0.5) * edge);
    }

    /// <summary>The axis along which the volume is longest: the one to divide between splits.</summary>
    public int LongestAxis => Enumerable.Range(0, 3).MaxBy(axis => Extent(axis).High - Extent(axis).Low);

    /// <summary>Trilinear interpolation at a point in nm; a point outside takes the nearest voxels' value.</summary>
    internal double Sample(double x, double y, double z)
    {
        var (x0, fx) = Locate(x / Volume.VoxelNm.X, Volume.Nx);
        var (y0, fy) = Locate(y / Volume.VoxelNm.Y, Volume.Ny);
        var (z0, fz) = Locate(z / Volume.VoxelNm.Z, Volume.Nz);
        var values = Volume.Values;
        var row = (((z0 * (long)Volume.Ny) + y0) * Volume.Nx) + x0;
        var plane = row + ((long)Volume.Ny * Volume.Nx);
        return Mix(
            Mix(Mix(values[row], values[row + 1], fx), Mix(values[row + Volume.Nx], values[row + Volume.Nx + 1], fx), fy),
            Mix(Mix(values[plane], values[plane + 1], fx), Mix(values[plane + Volume.Nx], values[plane + Volume.Nx + 1], fx), fy),
            fz);
    }

    private static (int Voxel, double Fraction) Locate(double position, int count)
    {
        var fromCentre = Math.Clamp(position - 0.5, 0, count - 1);
        var voxel = Math.Min((int)fromCentre, count - 2);
        return (voxel, fromCentre - voxel);
    }

    private static double Mix(double a, double b, double share) => a + (share * (b - a));

    private static (float Low, float High) Percentiles(float[] values)
    {
        var stride = Math.Max(1, values.Length / LargestSample);
        var sample = new float[((values.Length - 1) / stride) + 1];
        for (var i = 0; i < sample.Length; i++) sample[i] = values[i * stride];
        Array.Sort(sample);
        var tail = (int)(Tail * (sample.Length - 1));
        return (sample[tail], sample[sample.Length - 1 - tail]);
    }
}
