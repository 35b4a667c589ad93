namespace Filler.Cli.Reports;

/// <summary>A measured small-angle scattering curve and the curve of the structure fitted to it.</summary>
/// <param name="Name">The class, or the file.</param>
/// <param name="Q">Scattering vector in 1/nm, rising. The four arrays have one length.</param>
/// <param name="Measured">Intensity in the file's unit.</param>
/// <param name="Sigma">Standard deviation of <paramref name="Measured"/>.</param>
/// <param name="Fitted">Scale and background applied.</param>
/// <param name="ChiSquarePerDegree">χ² per degree of freedom; about 1 is a fit within the errors.</param>
/// <param name="ResidualWeighted">R_w = √(Σ((I − I_fit)/σ)² / Σ(I/σ)²).</param>
internal sealed record ScatteringCurve(
    string Name,
    IReadOnlyList<double> Q,
    IReadOnlyList<double> Measured,
    IReadOnlyList<double> Sigma,
    IReadOnlyList<double> Fitted,
    double ChiSquarePerDegree,
    double ResidualWeighted);
