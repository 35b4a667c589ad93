using Filler.Search;

namespace Filler.Studies.Tests.Simulation;

/// <summary>Points drawn from the seed over a finite space, so that exhaustion and repeated draws happen.</summary>
internal sealed class DrawSampler(int points) : ISampler
{
    public Proposal? Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed) =>
        history.Count >= points
            ? null
            : new Proposal(
                new Dictionary<string, ParameterValue>
                {
                    ["model.filters"] = new ParameterValue.Integer(1 + (long)(seed % (ulong)Math.Min(points, 500))),
                },
                $"draw from {seed}");
}
