namespace Filler.Structures;

/// <summary>The weighted least-squares scale and constant background that bring a calculated curve onto a measured one.</summary>
internal sealed class ScaleAndBackground
{
    private readonly double[] measured, weight;
    private readonly double sumW, sumWy;

    public ScaleAndBackground(double[] measured, double[] sigma)
    {
        this.measured = measured;
        weight = [.. sigma.Select(s => 1 / (s * s))];
        sumW = weight.Sum();
        sumWy = weight.Zip(measured, (w, y) => w * y).Sum();
    }

    /// <summary>χ² of the best fit; the background is kept at or above zero, as counts are.</summary>
    public (double ChiSquared, double Scale, double Background) Fit(ReadOnlySpan<double> calculated)
    {
        double sumWc = 0, sumWcc = 0, sumWcy = 0;
        for (var i = 0; i < weight.Length; i++)
        {
            var wc = weight[i] * calculated[i];
            sumWc += wc;
            sumWcc += wc * calculated[i];
            sumWcy += wc * measured[i];
        }

        var determinant = (sumW * sumWcc) - (sumWc * sumWc);
        var background = determinant > 1e-12 * sumW * sumWcc ? Math.Max(0, ((sumWcc * sumWy) - (sumWc * sumWcy)) / determinant) : 0;
        var scale = (sumWcy - (background * sumWc)) / sumWcc;
        var chi2 = 0.0;
        for (var i = 0; i < weight.Length; i++)
        {
            var d = (scale * calculated[i]) + background - measured[i];
            chi2 += weight[i] * d * d;
        }

        return (chi2, scale, background);
    }
}
