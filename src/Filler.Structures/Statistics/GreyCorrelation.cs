namespace Filler.Structures;

/// <summary>How far a measured volume's grey values know of one another.</summary>
public static class GreyCorrelation
{
    private const int MostRows = 512;

    /// <summary>Distance in nm at which the autocorrelation along x has fallen to 1/e; at least one voxel, at most half the volume.</summary>
    /// <remarks>Along x alone: materials that are sliced in any direction are isotropic, and x is where a section is sampled finest.</remarks>
    public static double LengthNm(VoxelVolume volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        var rows = Rows(volume);
        var mean = rows.Average(r => r.Average(v => (double)v));
        var variance = rows.Average(r => r.Average(v => (v - mean) * (v - mean)));
        var most = Math.Max(1, volume.Nx / 2);
        var (before, lag) = (1.0, 1);
        for (; lag < most; lag++)
        {
            var now = Covariance(rows, lag, mean) / variance;
            if (now <= Math.Exp(-1))
            {
                // Linear between the two lags, of which the first is still above 1/e.
                return Math.Max(1, lag - 1 + ((before - Math.Exp(-1)) / Math.Max(1e-12, before - now))) * volume.VoxelNm.X;
            }

            before = now;
        }

        return most * volume.VoxelNm.X;
    }

    private static List<float[]> Rows(VoxelVolume volume)
    {
        var all = (long)volume.Ny * volume.Nz;
        var taken = (int)Math.Min(all, MostRows);
        var rows = new List<float[]>(taken);
        for (var i = 0L; i < taken; i++)
        {
            var at = ((2 * i) + 1) * all / (2 * taken);
            var row = new float[volume.Nx];
            volume.CopyRow((int)(at % volume.Ny), (int)(at / volume.Ny), row);
            rows.Add(row);
        }

        return rows;
    }

    private static double Covariance(List<float[]> rows, int lag, double mean)
    {
        var (sum, count) = (0.0, 0L);
        foreach (var row in rows)
        {
            for (var x = 0; x < row.Length - lag; x++) sum += (row[x] - mean) * (row[x + lag] - mean);
            count += row.Length - lag;
        }

        return sum / count;
    }
}
