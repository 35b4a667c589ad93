namespace Filler.Structures;

/// <summary>How a fit survives an interruption.</summary>
/// <param name="From">Where an earlier fit of the same curve and options stood; null begins anew.</param>
/// <param name="Offer">Given the state every few sweeps, from the fitting thread; whoever keeps it decides which.</param>
public sealed record ReverseMonteCarloCheckpoints(ReverseMonteCarloState? From, Action<ReverseMonteCarloState> Offer);
