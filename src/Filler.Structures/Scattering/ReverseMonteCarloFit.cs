namespace Filler.Structures;

/// <summary>The structure that reverse Monte Carlo found, and how well it explains the curve.</summary>
public sealed record ReverseMonteCarloFit
{
    public required ParticleStructure Structure { get; init; }

    /// <summary>Fitted points, 1/nm.</summary>
    public required double[] Q { get; init; }

    public required double[] Measured { get; init; }

    /// <summary>Errors as used: the file's and the error floor in quadrature.</summary>
    public required double[] Sigma { get; init; }

    /// <summary>Scale · I(q) of the structure, smeared, plus the background.</summary>
    public required double[] Fitted { get; init; }

    public required double Scale { get; init; }

    /// <summary>Constant background in the curve's unit, ≥ 0.</summary>
    public required double Background { get; init; }

    /// <summary>χ² over (points − 2).</summary>
    public required double ChiSquaredPerDof { get; init; }

    /// <summary>
    /// The same for other wave vectors of the same box than those fitted: much above <see cref="ChiSquaredPerDof"/>, the structure has adapted to the
    /// subset of directions and more vectors per shell are due.
    /// </summary>
    public required double HeldOutChiSquaredPerDof { get; init; }

    /// <summary>Rw in %: 100 √(Σ((fit − I)/σ)² / Σ(I/σ)²).</summary>
    public required double WeightedResidual { get; init; }

    /// <summary>Moves tried.</summary>
    public required long Moves { get; init; }

    /// <summary>Why the fit ended, in words.</summary>
    public required string StopReason { get; init; }

    /// <summary>What the reader of the result must know: points left out, the error floor.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
