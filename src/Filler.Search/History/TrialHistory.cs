using System.Collections;

namespace Filler.Search;

/// <summary>
/// A study's trials in order of number, with what samplers and pruners ask of all of them kept up to date trial by trial, so that a decision after twenty
/// thousand trials costs what has changed and not some passes over the twenty thousand (docs/adr/0018-decisions-cost-what-changed.md).
/// </summary>
/// <remarks>Where any list of observations will do, this one gives the same answer sooner. One user at a time: a question asked for the first time is remembered.</remarks>
public sealed class TrialHistory : IReadOnlyList<Observation>
{
    private readonly List<Observation> trials;
    private readonly Dictionary<object, ISummary> summaries = [];
    private int running;

    /// <param name="trials">In any order, no number twice.</param>
    public TrialHistory(IEnumerable<Observation> trials)
    {
        this.trials = [.. trials.OrderBy(o => o.Number)];
        running = this.trials.Count(o => o.State == ObservationState.Running);
    }

    public int Count => trials.Count;

    /// <summary>How many of them run.</summary>
    public int Running => running;

    /// <param name="index">Place in the order of numbers.</param>
    public Observation this[int index] => trials[index];

    /// <summary>The trial of that number; null where there is none.</summary>
    public Observation? Find(int number) => PlaceOf(number) is >= 0 and var place ? trials[place] : null;

    /// <summary>Adds the trial, or replaces the one of its number.</summary>
    public void Put(Observation trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var place = PlaceOf(trial.Number);
        var before = place < 0 ? null : trials[place];
        if (before is null) trials.Insert(~place, trial);
        else trials[place] = trial;
        Replace(before, trial);
    }

    /// <summary>Forgets the trial of that number, if there is one.</summary>
    public void Remove(int number)
    {
        if (PlaceOf(number) is not (>= 0 and var place)) return;
        var before = trials[place];
        trials.RemoveAt(place);
        Replace(before, null);
    }

    public IEnumerator<Observation> GetEnumerator() => trials.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The history's own summary where it keeps them, else one made for the occasion.</summary>
    /// <param name="history">Any list.</param>
    /// <param name="question">What tells summaries of one type apart, by value.</param>
    /// <param name="build">From the whole history.</param>
    internal static T SummaryOf<T>(IReadOnlyList<Observation> history, object question, Func<IReadOnlyList<Observation>, T> build)
        where T : class, ISummary
    {
        if (history is not TrialHistory kept) return build(history);
        var key = (typeof(T), question);
        if (kept.summaries.TryGetValue(key, out var known)) return (T)known;
        var built = build(kept.trials);
        kept.summaries.Add(key, built);
        return built;
    }

    private void Replace(Observation? before, Observation? after)
    {
        running += (after?.State == ObservationState.Running ? 1 : 0) - (before?.State == ObservationState.Running ? 1 : 0);
        foreach (var summary in summaries.Values) summary.Replace(before, after);
    }

    private int PlaceOf(int number) => TrialNumbers.PlaceOf(trials, number, o => o.Number);
}
