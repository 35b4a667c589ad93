namespace Filler.Search;

/// <summary>The points that trials have, by their <see cref="PointKey"/>.</summary>
internal sealed class PointIndex : ISummary
{
    private readonly SearchSpace space;
    private readonly Dictionary<string, int> trials = new(StringComparer.Ordinal);

    public PointIndex(SearchSpace space, IReadOnlyList<Observation> history)
    {
        this.space = space;
        foreach (var trial in history) Count(trial, 1);
    }

    public bool Has(IReadOnlyDictionary<string, ParameterValue> point) => trials.ContainsKey(PointKey.Of(space, point));

    public void Replace(Observation? before, Observation? after)
    {
        if (ReferenceEquals(before?.Parameters, after?.Parameters)) return;
        if (before is not null) Count(before, -1);
        if (after is not null) Count(after, 1);
    }

    private void Count(Observation trial, int change)
    {
        var key = PointKey.Of(space, trial.Parameters);
        var count = trials.GetValueOrDefault(key) + change;
        if (count == 0) trials.Remove(key);
        else trials[key] = count;
    }
}
