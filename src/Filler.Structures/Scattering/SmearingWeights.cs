using MathNet.Numerics;

namespace Filler.Structures;

/// <summary>How each measured point is made up of shells: a Gaussian of the point's q width, or linear interpolation where it has none.</summary>
internal sealed class SmearingWeights
{
    private readonly int[] first;
    private readonly double[][] weights;

    /// <param name="squares">⟨F²⟩ as averaged over each shell.</param>
    /// <param name="square">⟨F²⟩ at a q.</param>
    public SmearingWeights(ScatteringCurve curve, QShells shells, double[] squares, Func<double, double> square)
    {
        var middle = Enumerable.Range(0, shells.Count).Select(shells.Middle).ToArray();
        first = new int[curve.Q.Length];
        weights = new double[curve.Q.Length][];
        for (var i = 0; i < curve.Q.Length; i++)
        {
            (first[i], weights[i]) = curve.QWidth[i] > 0
                ? Gaussian(curve.Q[i], curve.QWidth[i], shells)
                : Linear(curve.Q[i], middle, squares, square);
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
    private static (int First, double[] Weights) Gaussian(double q, double width, QShells shells)
    {
        var all = Enumerable.Range(0, shells.Count).Select(s => Share(shells.Low(s), shells.High(s))).ToArray();
        var inside = Enumerable.Range(0, all.Length).Where(s => all[s] > 1e-4).ToArray();
        if (inside.Length == 0) inside = [Array.IndexOf(all, all.Max())];
        var row = all[inside[0]..(inside[^1] + 1)];
        var sum = row.Sum();
        return (inside[0], [.. row.Select(w => w / sum)]);

        double Share(double from, double to) =>
            (SpecialFunctions.Erf((to - q) / (width * Constants.Sqrt2)) - SpecialFunctions.Erf((from - q) / (width * Constants.Sqrt2))) / 2;
    }

    // S is smooth over a shell where F² may fall by half: S is interpolated, and F² taken at the point itself.
    private static (int First, double[] Weights) Linear(double q, double[] middle, double[] squares, Func<double, double> square)
    {
        var above = Array.FindIndex(middle, m => m >= q);
        if (above == 0) return (0, [square(q) / squares[0]]);
        if (above < 0) return (middle.Length - 1, [square(q) / squares[^1]]);
        var t = (q - middle[above - 1]) / (middle[above] - middle[above - 1]);
        return (above - 1, [(1 - t) * square(q) / squares[above - 1], t * square(q) / squares[above]]);
    }
}
