namespace Filler.Structures;

/// <summary>Radius and polydispersity of spheres from the part of a curve where they scatter independently of one another.</summary>
/// <param name="RadiusNm">Median radius in nm.</param>
/// <param name="Polydispersity">Standard deviation of ln(radius).</param>
/// <param name="ChiSquaredPerDof">Quality of the fit with the error floor.</param>
public sealed record FormFactorEstimate(double RadiusNm, double Polydispersity, double ChiSquaredPerDof)
{
    /// <summary>Fits scale · ⟨F²⟩ + background, smeared, by search over radius and polydispersity.</summary>
    /// <param name="minQ">Lowest q in 1/nm to use: above twice that of the structure peak.</param>
    /// <param name="errorFloor">Relative error added in quadrature to each point's own.</param>
    /// <exception cref="ArgumentException">Fewer than six points in the range.</exception>
    public static FormFactorEstimate Of(ScatteringCurve curve, double minQ, double maxQ, double errorFloor = 0.03)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var part = curve.Between(minQ, maxQ);
        if (part.Q.Length < 6) throw new ArgumentException($"Only {part.Q.Length} points from {minQ} to {maxQ} 1/nm: widen the range.");
        var fit = new ScaleAndBackground(part.Intensity, FittedPoints.Errors(part, errorFloor));

        double Chi2(double radius, double sigma) =>
            fit.Fit([.. part.Q.Select((q, i) => SmearedSquare(q, part.QWidth[i], RadiusClasses.Of(SizeDistribution.LogNormal, radius, sigma)))]).ChiSquared;

        // The surface has side minima in the radius (the fringes repeat): a grid first, then shrinking steps.
        var best = (Chi2: double.PositiveInfinity, Radius: 0.0, Sigma: 0.0);
        var (low, high) = (1.5 / part.Q[^1], 6 / part.Q[0]);
        for (var r = low; r < high; r *= 1.03)
        {
            foreach (var s in new[] { 0.05, 0.1, 0.15, 0.25 }) best = Better(best, (Chi2(r, s), r, s));
        }

        for (var (dr, ds) = (0.03, 0.03); dr > 1e-4; dr /= 2, ds /= 2)
        {
            for (var previous = double.PositiveInfinity; best.Chi2 < previous;)
            {
                previous = best.Chi2;
                var (r, s) = (best.Radius, best.Sigma);
                foreach (var f in new[] { 1 - dr, 1 + dr }) best = Better(best, (Chi2(r * f, s), r * f, s));
                foreach (var d in new[] { -ds, ds })
                {
                    var sigma = Math.Clamp(s + d, 0, 0.5);
                    best = Better(best, (Chi2(best.Radius, sigma), best.Radius, sigma));
                }
            }
        }

        return new FormFactorEstimate(best.Radius, best.Sigma, best.Chi2 / Math.Max(1, part.Q.Length - 4));
    }

    private static (double Chi2, double Radius, double Sigma) Better(
        (double Chi2, double Radius, double Sigma) a, (double Chi2, double Radius, double Sigma) b) => b.Chi2 < a.Chi2 ? b : a;

    private static double SmearedSquare(double q, double width, double[] radii)
    {
        if (width == 0) return SphereFormFactor.MeanSquare(q, radii);
        double sum = 0, weights = 0;
        for (var t = -2.5; t <= 2.5; t += 0.5)
        {
            var at = q + (t * width);
            if (at <= 0) continue;
            var w = Math.Exp(-t * t / 2);
            sum += w * SphereFormFactor.MeanSquare(at, radii);
            weights += w;
        }

        return sum / weights;
    }
}
