namespace Filler.Search;

/// <summary>What one ask-tell run searches. Everything is minimised.</summary>
/// <param name="Sampler">A name of <see cref="SamplerFactory"/>.</param>
/// <param name="Pruner">none, asha or hyperband; used where there is a fidelity.</param>
/// <param name="Budget">Evaluations; epochs where there is a fidelity.</param>
/// <param name="Parallel">Asks that may be outstanding.</param>
/// <param name="Fidelity">Null: every evaluation is a full one.</param>
public sealed record AskTellProblem(SearchSpace Space, string Sampler, string Pruner, ulong Seed, long Budget, int Parallel, AskTellFidelity? Fidelity);

/// <param name="Min">First rung, in epochs.</param>
/// <param name="Max">Epochs of a full trial.</param>
/// <param name="Reduction">η: one trial in so many goes on from a rung, and rungs lie this factor apart.</param>
public sealed record AskTellFidelity(int Min, int Max, int Reduction);
