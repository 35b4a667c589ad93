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
        ArgumentNullException.ThrowIfNull(history);
        var taken = history.Select(o => PointKey.Of(space, o.Parameters)).ToHashSet(StringComparer.Ordinal);
        var point = GridOrder.Points(space).FirstOrDefault(p => !taken.Contains(PointKey.Of(space, p)));
        return point is null ? null : new Proposal(point, $"grid: the next of {space.Cardinality} combinations");
    }
}
