using Filler.Datasets;

namespace Filler.Cli.Reports;

/// <summary>A measured small-angle scattering curve and the curve of the structure fitted to it.</summary>
/// <param name="Name">The class, or the file.</param>
/// <param name="Q">Scattering vector in 1/nm, rising. The four lists have one length.</param>
/// <param name="Measured">Intensity in the file's unit.</param>
/// <param name="Sigma">Standard deviation of <paramref name="Measured"/>.</param>
/// <param name="Fitted">Scale and background applied.</param>
/// <param name="ChiSquarePerDegree">χ² per degree of freedom; about 1 is a fit within the errors.</param>
/// <param name="WeightedResidual">R_w = √(Σ((I − I_fit)/σ)² / Σ(I/σ)²).</param>
/// <param name="Ended">Why the fit ended.</param>
internal sealed record FittedCurve(
    string Name,
    IReadOnlyList<double> Q,
    IReadOnlyList<double> Measured,
    IReadOnlyList<double> Sigma,
    IReadOnlyList<double> Fitted,
    double ChiSquarePerDegree,
    double WeightedResidual,
    string Ended)
{
    public static FittedCurve Of(string name, ScatteringFit fit)
    {
        double missed = 0, whole = 0;
        for (var i = 0; i < fit.Q.Count; i++)
        {
            if (fit.Sigma[i] <= 0) continue;
            missed += Square((fit.Measured[i] - fit.Fitted[i]) / fit.Sigma[i]);
            whole += Square(fit.Measured[i] / fit.Sigma[i]);
        }

        return new FittedCurve(
            name, fit.Q, fit.Measured, fit.Sigma, fit.Fitted, fit.ChiSquared / Math.Max(1, fit.DegreesOfFreedom), Math.Sqrt(missed / whole), fit.Ended);
    }

    private static double Square(double x) => x * x;
}
