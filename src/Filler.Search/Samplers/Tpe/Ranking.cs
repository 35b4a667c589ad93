namespace Filler.Search;

/// <summary>Observations from best to worst, finished or not.</summary>
internal static class Ranking
{
    /// <summary>Finished trials by value; then those stopped or under way, the farther the better, by their value there; then those without a value.</summary>
    public static List<Observation> BestFirst(IReadOnlyList<Observation> history)
    {
        // Keys once, not at every comparison: histories have many thousand trials.
        var keys = new Key[history.Count];
        for (var i = 0; i < keys.Length; i++) keys[i] = KeyOf(history[i], i);
        Array.Sort(keys);
        return [.. keys.Select(k => history[k.Index])];
    }

    /// <summary>The best few, best first, and at most so many of the others: evenly over the trials' numbers, so that the bad and the failed keep their shares.</summary>
    /// <remarks>One pass where the history is in the order of its numbers, as it mostly is.</remarks>
    public static (List<Observation> Best, List<Observation> Others) Split(IReadOnlyList<Observation> history, int best, int mostOthers)
    {
        var sorted = true;
        for (var i = 1; i < history.Count && sorted; i++) sorted = history[i - 1].Number < history[i].Number;
        var ordered = sorted ? history : [.. history.OrderBy(o => o.Number)];
        var worstFirst = new PriorityQueue<int, Key>(best + 1, Comparer<Key>.Create((a, b) => b.CompareTo(a)));
        for (var i = 0; i < ordered.Count; i++)
        {
            var key = KeyOf(ordered[i], i);
            if (worstFirst.Count < best) worstFirst.Enqueue(i, key);
            else worstFirst.EnqueueDequeue(i, key);
        }

        var chosen = worstFirst.UnorderedItems.OrderBy(i => i.Priority).Select(i => i.Element).ToList();
        var taken = chosen.ToHashSet();
        var rest = Enumerable.Range(0, ordered.Count).Where(i => !taken.Contains(i)).ToList();
        var others = rest.Count <= mostOthers ? rest : [.. Enumerable.Range(0, mostOthers).Select(i => rest[(int)((long)i * rest.Count / mostOthers)])];
        return ([.. chosen.Select(i => ordered[i])], [.. others.Select(i => ordered[i])]);
    }

    /// <summary>Whether the observation says anything of its point's worth.</summary>
    public static bool IsInformed(Observation observation) => Tier(observation) < 2;

    private static int Tier(Observation o) => o switch
    {
        { State: ObservationState.Complete, Value: { } value } when double.IsFinite(value) => 0,
        // A final value that is no number is the worst, whatever the curve was.
        { State: ObservationState.Failed or ObservationState.Complete } => 3,
        { Curve.Count: > 0 } when double.IsFinite(o.Curve[^1]) => 1,
        { State: ObservationState.Running } => 2,
        _ => 3,
    };

    private static double Cost(Observation o, int tier) => tier switch { 0 => o.Value!.Value, 1 => o.Curve[^1], _ => double.PositiveInfinity };

    private static Key KeyOf(Observation o, int index)
    {
        var tier = Tier(o);
        return new Key(tier, tier == 1 ? -o.Curve.Count : 0, Cost(o, tier), o.Number, index);
    }

    private readonly record struct Key(int Tier, int Behind, double Cost, int Number, int Index) : IComparable<Key>
    {
        public int CompareTo(Key other) =>
            Tier != other.Tier ? Tier.CompareTo(other.Tier)
            : Behind != other.Behind ? Behind.CompareTo(other.Behind)
            : !Cost.Equals(other.Cost) ? Cost.CompareTo(other.Cost)
            : Number.CompareTo(other.Number);
    }
}
