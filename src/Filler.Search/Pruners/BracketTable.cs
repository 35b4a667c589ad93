namespace Filler.Search;

/// <summary>The rungs of each of several brackets, every trial in the one that its number gives it.</summary>
internal sealed class BracketTable : ISummary
{
    private readonly Func<int, int> bracketOf;
    private readonly RungTable[] brackets;

    /// <param name="rungs">Of each bracket.</param>
    /// <param name="bracketOf">Bracket of a trial's number.</param>
    public BracketTable(IReadOnlyList<IReadOnlyList<int>> rungs, Func<int, int> bracketOf, IReadOnlyList<Observation> history)
    {
        this.bracketOf = bracketOf;
        var members = history.ToLookup(o => bracketOf(o.Number));
        brackets = [.. rungs.Select((r, b) => new RungTable(r, [.. members[b]]))];
    }

    public RungTable this[int bracket] => brackets[bracket];

    public void Replace(Observation? before, Observation? after) => brackets[bracketOf((before ?? after)!.Number)].Replace(before, after);
}
