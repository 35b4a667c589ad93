using Filler.Structures;

namespace Filler.Slices;

/// <summary>A voxel volume with the grey levels that are shown as 0 and 1, the same for every slice of it.</summary>
public sealed class GreyVolume
{
    // One hot pixel of a camera would set the scale of a maximum: one value in a hundred on each side may saturate instead.
    private const double Tail = 0.01;
    private const int LargestSample = 1_000_000;
    private const int MostRows = 4096;

    /// <exception cref="ArgumentException">The volume is too small to interpolate, all its values are alike, or one is not a number.</exception>
    public GreyVolume(VoxelVolume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        if (Math.Min(volume.Nx, Math.Min(volume.Ny, volume.Nz)) < 2)
            throw new ArgumentException($"a volume of {volume.Nx} × {volume.Ny} × {volume.Nz} voxels; slices need at least 2 along each axis");
        if (!(Math.Min(volume.VoxelNm.X, Math.Min(volume.VoxelNm.Y, volume.VoxelNm.Z)) > 0))
            throw new ArgumentException($"voxels of {volume.VoxelNm} nm; each edge is a length above 0");
        Volume = volume;
        (Black, White) = Percentiles(volume);
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

    // Whole rows, spread over the volume: of a mapped file few pages are read.
    private static (float Low, float High) Percentiles(VoxelVolume volume)
    {
        var rows = (long)volume.Ny * volume.Nz;
        var taken = Math.Min(rows, MostRows);
        var step = (int)Math.Max(1, taken * volume.Nx / LargestSample);
        var row = new float[volume.Nx];
        var sample = new List<float>();
        for (var i = 0L; i < taken; i++)
        {
            // Rows in the middle of equal shares: the first and last of a stack are often blank.
            var at = ((2 * i) + 1) * rows / (2 * taken);
            volume.CopyRow((int)(at % volume.Ny), (int)(at / volume.Ny), row);
            if (row.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
                throw new ArgumentException("the volume holds values that are not finite numbers");
            for (var x = (int)(i % step); x < row.Length; x += step) sample.Add(row[x]);
        }

        sample.Sort();
        var tail = (int)(Tail * (sample.Count - 1));
        return (sample[tail], sample[sample.Count - 1 - tail]);
    }
}
