namespace Filler.Structures;

/// <summary>A measured small-angle scattering curve, by rising q. The four arrays have one length.</summary>
/// <param name="Q">Scattering vector in 1/nm (files often hold 1/Å: 1 1/Å = 10 1/nm), &gt; 0.</param>
/// <param name="Intensity">Intensity in 1/cm, or arbitrary; negative values occur after background subtraction.</param>
/// <param name="Sigma">Standard error of the intensity, ≥ 0; 0 means not given.</param>
/// <param name="QWidth">Standard deviation of q at the point (instrument smearing) in 1/nm, ≥ 0; 0 means none.</param>
public sealed record ScatteringCurve(double[] Q, double[] Intensity, double[] Sigma, double[] QWidth)
{
    /// <summary>The points with <paramref name="minQ"/> ≤ q ≤ <paramref name="maxQ"/> (1/nm).</summary>
    public ScatteringCurve Between(double minQ, double maxQ)
    {
        var kept = Enumerable.Range(0, Q.Length).Where(i => Q[i] >= minQ && Q[i] <= maxQ).ToArray();
        return new ScatteringCurve(Pick(Q), Pick(Intensity), Pick(Sigma), Pick(QWidth));

        double[] Pick(double[] values) => [.. kept.Select(i => values[i])];
    }

    /// <summary>A curve from points in any order.</summary>
    internal static ScatteringCurve FromPoints(IEnumerable<ScatteringPoint> points)
    {
        var sorted = points.OrderBy(p => p.Q).ToArray();
        return new ScatteringCurve(
            [.. sorted.Select(p => p.Q)], [.. sorted.Select(p => p.Intensity)], [.. sorted.Select(p => p.Sigma)], [.. sorted.Select(p => p.QWidth)]);
    }
}
