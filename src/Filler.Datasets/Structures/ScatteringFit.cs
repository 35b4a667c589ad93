namespace Filler.Datasets;

/// <summary>A reverse Monte Carlo fit point by point: the content of <c>fit.json</c>, for plots of measured against fitted.</summary>
public sealed record ScatteringFit
{
    /// <summary>Scattering vector in 1/nm; the four lists have one length.</summary>
    public required IReadOnlyList<double> Q { get; init; }

    public required IReadOnlyList<double> Measured { get; init; }

    /// <summary>Standard deviation of each measured point, with the floor of the manifest.</summary>
    public required IReadOnlyList<double> Sigma { get; init; }

    /// <summary>Scaled, with background: to be held against <see cref="Measured"/>.</summary>
    public required IReadOnlyList<double> Fitted { get; init; }

    public required double ChiSquared { get; init; }

    /// <summary>Points less fitted scale and background.</summary>
    public required int DegreesOfFreedom { get; init; }

    /// <summary>Edge of the periodic box in nm.</summary>
    public required double BoxNm { get; init; }

    public required int Particles { get; init; }

    /// <summary>Why the fit ended, e.g. that χ² per degree of freedom reached 1.</summary>
    public required string Ended { get; init; }

    /// <summary>SHA-256 of the particles' file beside this one.</summary>
    public string ParticlesSha256 { get; init; } = "";
}
