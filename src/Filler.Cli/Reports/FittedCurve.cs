using Filler.Datasets;

namespace Filler.Cli.Reports;

/// <summary>A measured small-angle scattering curve and the curve of the structure fitted to it.</summary>
/// <param name="Name">The class, or the file.</param>
/// <param name="Q">Scattering vector in 1/nm, rising. The four lists have one length.</param>
/// <param name="Measured">Intensity in the file's unit.</param>
/// <param name="Sigma">Standard deviation of <paramref name="Measured"/>.</param>
/// <param name="Fitted">Scale and background applied.</param>
/// <param name="ChiSquarePerDegree">χ² per degree of freedom; about 1 is a fit within the errors.</param>
/// <param name="WeightedResidual">R_w = √(Σ((I − I_fit)/σ)² / Σ(I/σ)²), a share.</param>
/// <param name="Ended">Why the fit ended.</param>
/// <param name="Notes">What the reader must know: points left out, the error floor.</param>
internal sealed record FittedCurve(
    string Name,
    IReadOnlyList<double> Q,
    IReadOnlyList<double> Measured,
    IReadOnlyList<double> Sigma,
    IReadOnlyList<double> Fitted,
    double ChiSquarePerDegree,
    double WeightedResidual,
    string Ended,
    IReadOnlyList<string> Notes)
{
    public static FittedCurve Of(string name, ScatteringFit fit) => new(
        name, fit.Q, fit.Measured, fit.Sigma, fit.Fitted, fit.ChiSquaredPerDof, fit.WeightedResidual / 100, fit.Ended, fit.Notes);
}
