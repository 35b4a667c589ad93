namespace Filler.Structures;

/// <summary>Where a fit stands, told once per sweep (one tried move per particle).</summary>
/// <param name="Moves">Moves tried so far.</param>
/// <param name="AcceptedShare">Share of the last sweep's moves that were accepted.</param>
/// <param name="ChiSquaredPerDof">Current misfit.</param>
/// <param name="Stage">"annealing" above temperature 1, then "sampling".</param>
public sealed record ReverseMonteCarloProgress(long Moves, double AcceptedShare, double ChiSquaredPerDof, string Stage);
