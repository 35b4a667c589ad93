namespace Filler.Search;

/// <summary>Trials from best to worst (<see cref="Merit"/>), those left out that run and have told nothing.</summary>
internal sealed class Ranking : ISummary
{
    private readonly SortedColumn<Merit> merits;
    private readonly SortedColumn<Numbered> numbers;
    private int silent;

    private Ranking(IReadOnlyList<Observation> history)
    {
        var all = Array.ConvertAll([.. history], Merit.Of);
        silent = all.Count(m => m.IsSilent);
        Informed = all.Count(m => m.IsInformed);
        merits = new SortedColumn<Merit>(all.Where(m => !m.IsSilent));
        numbers = new SortedColumn<Numbered>(all.Where(m => !m.IsSilent).Select(m => new Numbered(m.Trial)));
    }

    /// <summary>Trials that say something of their points' worth.</summary>
    public int Informed { get; private set; }

    /// <summary>Those, and the ones that may yet.</summary>
    public int Begun => Informed + silent;

    public static Ranking Of(IReadOnlyList<Observation> history) => TrialHistory.SummaryOf(history, "all", h => new Ranking(h));

    public static List<Observation> BestFirst(IReadOnlyList<Observation> history)
    {
        // Merits once, not at every comparison: histories have many thousand trials.
        var merits = new Merit[history.Count];
        for (var i = 0; i < merits.Length; i++) merits[i] = Merit.Of(history[i]);
        Array.Sort(merits);
        return [.. merits.Select(m => m.Trial)];
    }

    /// <summary>Whether the observation says anything of its point's worth.</summary>
    public static bool IsInformed(Observation observation) => Merit.Of(observation).IsInformed;

    /// <summary>The best few, best first, and at most so many of the others: evenly over the trials' numbers, so that the bad and the failed keep their shares.</summary>
    public (List<Observation> Best, List<Observation> Others) Split(int best, int mostOthers)
    {
        List<Observation> chosen = [.. Enumerable.Range(0, Math.Min(best, merits.Count)).Select(i => merits[i].Trial)];
        int[] places = [.. chosen.Select(o => numbers.PlaceOf(new Numbered(o))).Order()];
        var rest = numbers.Count - chosen.Count;
        var count = Math.Min(rest, mostOthers);
        var others = new List<Observation>(count);
        for (var (i, passed) = (0, 0); i < count; i++)
        {
            // The k-th of those not chosen: each chosen one at or before it moves it on.
            var wanted = (int)((long)i * rest / count);
            while (passed < places.Length && places[passed] <= wanted + passed) passed++;
            others.Add(numbers[wanted + passed].Trial);
        }

        return (chosen, others);
    }

    public void Replace(Observation? before, Observation? after)
    {
        if (before is not null) Count(Merit.Of(before), -1);
        if (after is not null) Count(Merit.Of(after), 1);
    }

    private void Count(Merit merit, int change)
    {
        if (merit.IsInformed) Informed += change;
        if (merit.IsSilent)
        {
            silent += change;
            return;
        }

        var numbered = new Numbered(merit.Trial);
        if (change > 0)
        {
            merits.Add(merit);
            numbers.Add(numbered);
        }
        else
        {
            merits.Remove(merit);
            numbers.Remove(numbered);
        }
    }

    private readonly record struct Numbered(Observation Trial) : IComparable<Numbered>
    {
        public int CompareTo(Numbered other) => Trial.Number.CompareTo(other.Trial.Number);
    }
}
