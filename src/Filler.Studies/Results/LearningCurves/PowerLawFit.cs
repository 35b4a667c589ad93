namespace Filler.Studies;

/// <summary>
/// Weighted least squares of the power law. It is linear in limit and scale once the exponent is known, so the exponents are tried one by one: no start
/// value, no local minimum.
/// </summary>
internal sealed class PowerLawFit
{
    // Learning curves of networks are reported with exponents of 0.07 to 0.5 (Hestness et al. 2017); beyond 2 a curve is a step.
    private static readonly double[] Exponents = [.. Enumerable.Range(0, 192).Select(i => 0.05 * Math.Pow(40, i / 191.0))];

    private readonly double[] weights;
    private readonly double[][] powers;

    /// <param name="images">Training images per class of each point.</param>
    /// <param name="weights">Inverse variances.</param>
    public PowerLawFit(IReadOnlyList<int> images, double[] weights)
    {
        this.weights = weights;
        powers = [.. Exponents.Select(c => images.Select(n => Math.Pow(n, -c)).ToArray())];
    }

    /// <returns>The law, and its weighted sum of squared deviations.</returns>
    public (PowerLaw Law, double Misfit) Of(double[] accuracies)
    {
        var (best, least) = (default(PowerLaw), double.PositiveInfinity);
        for (var e = 0; e < Exponents.Length; e++)
        {
            var (limit, scale) = Line(powers[e], accuracies);
            var misfit = 0.0;
            for (var i = 0; i < accuracies.Length; i++) misfit += weights[i] * Math.Pow(accuracies[i] - limit + (scale * powers[e][i]), 2);
            if (misfit < least) (best, least) = (new PowerLaw(limit, scale, Exponents[e]), misfit);
        }

        return (best, least);
    }

    /// <summary>Limit within [0, 1] and scale of at least 0: on a bound the other one is fitted alone.</summary>
    private (double Limit, double Scale) Line(double[] x, double[] y)
    {
        var (w, wx, wy, wxx, wxy) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            w += weights[i];
            wx += weights[i] * x[i];
            wy += weights[i] * y[i];
            wxx += weights[i] * x[i] * x[i];
            wxy += weights[i] * x[i] * y[i];
        }

        var scale = ((wx * wy) - (w * wxy)) / ((w * wxx) - (wx * wx));
        if (!(scale > 0)) return (Math.Clamp(wy / w, 0, 1), 0);
        var limit = (wy + (scale * wx)) / w;
        return limit <= 1 ? (limit, scale) : (1, Math.Max(0, (wx - wxy) / wxx));
    }
}
