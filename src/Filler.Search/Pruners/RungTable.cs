namespace Filler.Search;

/// <summary>The rungs of one bracket.</summary>
internal sealed class RungTable : ISummary
{
    private readonly Rung[] rungs;

    /// <param name="epochs">Where the rungs lie, lowest first.</param>
    public RungTable(IReadOnlyList<int> epochs, IReadOnlyList<Observation> history) =>
        rungs = [.. epochs.Select((e, i) => new Rung(e, i + 1 < epochs.Count ? epochs[i + 1] : int.MaxValue, history))];

    /// <summary>What has come farthest is worth most.</summary>
    public IEnumerable<Rung> HighestFirst => rungs.Reverse();

    public void Replace(Observation? before, Observation? after)
    {
        foreach (var rung in rungs) rung.Replace(before, after);
    }
}
