using MathNet.Numerics;

namespace Filler.Structures;

/// <summary>How each measured point is made up of shells: a Gaussian of the point's q width, or linear interpolation where it has none.</summary>
internal sealed class SmearingWeights
{
    private readonly int[] first;
    private readonly double[][] weights;

    /// <param name="mean">Mean |k| of each shell.</param>
    /// <param name="low">Lower edge of each shell.</param>
    /// <param name="high">Upper edge of each shell.</param>
    public SmearingWeights(ScatteringCurve curve, double[] mean, double[] low, double[] high)
    {
        first = new int[curve.Q.Length];
        weights = new double[curve.Q.Length][];
        for (var i = 0; i < curve.Q.Length; i++)
        {
            (first[i], weights[i]) = curve.QWidth[i] > 0 ? Gaussian(curve.Q[i], curve.QWidth[i], low, high) : Linear(curve.Q[i], mean);
        }
    }

    public void Apply(ReadOnlySpan<double> shells, Span<double> curve)
    {
        for (var i = 0; i < first.Length; i++)
        {
            var sum = 0.0;
            var row = weights[i];
            for (var s = 0; s < row.Length; s++) sum += row[s] * shells[first[i] + s];
            curve[i] = sum;
        }
    }

    // The part of the Gaussian that lies outside the shells (below 2π/L) is shared out among those inside.
    private static (int First, double[] Weights) Gaussian(double q, double width, double[] low, double[] high)
    {
        var all = low.Select((l, s) => Share(l, high[s])).ToArray();
        var inside = Enumerable.Range(0, all.Length).Where(s => all[s] > 1e-4).ToArray();
        if (inside.Length == 0) inside = [Array.IndexOf(all, all.Max())];
        var row = all[inside[0]..(inside[^1] + 1)];
        var sum = row.Sum();
        return (inside[0], [.. row.Select(w => w / sum)]);

        double Share(double from, double to) => (SpecialFunctions.Erf((to - q) / (width * Constants.Sqrt2)) - SpecialFunctions.Erf((from - q) / (width * Constants.Sqrt2))) / 2;
    }

    private static (int First, double[] Weights) Linear(double q, double[] mean)
    {
        var above = Array.FindIndex(mean, m => m >= q);
        if (above == 0) return (0, [1]);
        if (above < 0) return (mean.Length - 1, [1]);
        var t = (q - mean[above - 1]) / (mean[above] - mean[above - 1]);
        return (above - 1, [1 - t, t]);
    }
}
