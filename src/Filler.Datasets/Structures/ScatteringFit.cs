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

    /// <summary>χ² per degree of freedom: 1 explains the curve within its errors, well above 1 does not.</summary>
    public required double ChiSquaredPerDof { get; init; }

    /// <summary>The same for wave vectors that the fit did not use: much larger, the structure has adapted to the chosen directions.</summary>
    public required double HeldOutChiSquaredPerDof { get; init; }

    /// <summary>Rw in %: 100 √(Σ((fitted − measured)/σ)² / Σ(measured/σ)²).</summary>
    public required double WeightedResidual { get; init; }

    public required double Scale { get; init; }

    /// <summary>Constant background in the unit of the curve.</summary>
    public required double Background { get; init; }

    public required long Moves { get; init; }

    /// <summary>Edge of the periodic box in nm.</summary>
    public required double BoxNm { get; init; }

    public required int Particles { get; init; }

    /// <summary>Why the fit ended, e.g. that χ² per degree of freedom reached 1.</summary>
    public required string Ended { get; init; }

    /// <summary>What a reader of the fit must know: points left out, errors raised.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>SHA-256 of the particles' file beside this one.</summary>
    public string ParticlesSha256 { get; init; } = "";
}
