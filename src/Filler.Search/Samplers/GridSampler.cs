using System.Numerics;

namespace Filler.Search;

/// <summary>Every combination once, in a fixed order; the next one is the first that no trial has. Nothing is enumerated ahead.</summary>
public sealed class GridSampler : ISampler
{
    /// <exception cref="SearchSpaceException">A real parameter has no step.</exception>
    public GridSampler(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (space.Parameters.FirstOrDefault(p => Domain.Count(p) is null) is { } endless)
            throw new SearchSpaceException(endless.Name, "step", "a grid needs finitely many values", "give double a step, or list values under choice");
    }

    public Proposal? Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(history);
        var taken = FreePoints.Taken(space, history);
        var next = BigInteger.Zero;
        while (taken.Contains(next)) next++;
        return next < space.Order.Count
            ? new Proposal(space.Order.At(next, new SeededRandom(seed)), $"grid: number {next + 1} of {space.Cardinality} combinations")
            : null;
    }
}
