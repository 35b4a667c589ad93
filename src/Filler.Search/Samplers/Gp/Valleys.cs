namespace Filler.Search;

/// <summary>
/// The valleys that a process' mean has between the points tried: two points lie in one valley where the mean along the line between them rises over
/// neither (the hill-valley test of Ursem, PPSN 1999, here without evaluations).
/// </summary>
/// <remarks>
/// Parallel trials of one valley soon tell one another's news. Sent to other valleys, some of them find out whether the best one is the best there is: on
/// Hartmann's function half of the runs with eight in parallel had ended in the second-best.
/// </remarks>
internal sealed class Valleys
{
    private const int Most = 3;
    private const int Steps = 10;

    // In standard deviations of the targets: less is the process' own waviness.
    private const double LeastHump = 0.05;
    private readonly List<Valley> found = [];

    /// <param name="tried">Points that were tried, of best mean first.</param>
    public Valleys(Features features, GaussianProcess process, IEnumerable<(IReadOnlyDictionary<string, ParameterValue> Point, double Mean)> tried)
    {
        foreach (var (point, mean) in tried)
        {
            var x = features.Encode(point);
            if (found.Exists(v => !IsHumpBetween(process, v.Bottom, x, mean))) continue;
            found.Add(new Valley(point, x, mean));
            if (found.Count == Most) break;
        }
    }

    public int Count => found.Count;

    /// <summary>The best valley first.</summary>
    public Valley this[int index] => found[index];

    /// <summary>Whether a point is at least as near to this valley's best as to any other's.</summary>
    public bool Owns(int index, ReadOnlySpan<double> x)
    {
        var own = SquaredDistance(found[index].Bottom, x);
        foreach (var valley in found)
        {
            if (SquaredDistance(valley.Bottom, x) < own) return false;
        }

        return true;
    }

    private static bool IsHumpBetween(GaussianProcess process, double[] lower, double[] higher, double mean)
    {
        var between = new double[lower.Length];
        for (var step = 1; step < Steps; step++)
        {
            for (var c = 0; c < between.Length; c++) between[c] = lower[c] + ((double)step / Steps * (higher[c] - lower[c]));
            if (process.PredictMean(between) > mean + LeastHump) return true;
        }

        return false;
    }

    private static double SquaredDistance(double[] a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var c = 0; c < a.Length; c++) sum += (a[c] - b[c]) * (a[c] - b[c]);
        return sum;
    }
}
