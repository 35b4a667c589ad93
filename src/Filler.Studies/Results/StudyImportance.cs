using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>What mattered: each searched parameter's share of the spread of results, for reports.</summary>
public static class StudyImportance
{
    /// <returns>By manifest path, 0 to 1; empty where too few trials have finished, or the search section cannot be searched.</returns>
    /// <exception cref="ArgumentException">A record belongs to another study, or two have one number.</exception>
    public static IReadOnlyDictionary<string, double> Of(Study study, IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(trials);
        if (SearchSpaces.From(study.Spec).Space is not { } space) return new Dictionary<string, double>();
        var history = Ledger.Of(study, trials).HistoryIn(space, study.Spec.Objective.Metric).Trials;
        return ParameterImportance.Of(space, history, unchecked((ulong)study.Spec.Search.Seed)).ToDictionary(p => p.Parameter, p => p.Share);
    }
}
