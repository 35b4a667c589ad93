namespace Filler.Search;

/// <summary>One thing known of a point: the value it had after some epochs.</summary>
/// <param name="Parameters">A point of the space.</param>
/// <param name="Fidelity">1 at the last epoch, 0 at the first, even along the logarithm of the epochs.</param>
/// <param name="Value">Finite; smaller is better.</param>
internal sealed record Evidence(IReadOnlyDictionary<string, ParameterValue> Parameters, double Fidelity, double Value)
{
    private const int MostPerCurve = 6;

    /// <summary>What a history tells. Where trials were stopped part-way, each curve speaks at its last epoch and at a third, a ninth … of the longest.</summary>
    /// <remarks>
    /// Values of unlike epochs are compared only through the model, which learns from the trials that went on what an early value is worth. A failed trial
    /// has the worst value known: whatever made it fail is to be kept away from.
    /// </remarks>
    public static List<Evidence> Of(SearchSpace space, IEnumerable<Observation> history)
    {
        var inside = history.Where(o => space.Contains(o.Parameters, out _)).OrderBy(o => o.Number).ToList();
        var longest = inside.Count == 0 ? 0 : inside.Max(o => o.Curve.Count);
        var partial = longest > 0 && inside.Exists(o => o.State is ObservationState.Paused or ObservationState.Pruned);
        var evidence = new List<Evidence>();
        foreach (var o in inside)
        {
            if (o.State == ObservationState.Failed) continue;
            if (partial) evidence.AddRange(Ladder(o.Curve, longest).Select(e => new Evidence(o.Parameters, FidelityOf(e, longest), o.Curve[e - 1])));
            if (o is { State: ObservationState.Complete, Value: { } value } && double.IsFinite(value) && (!partial || o.Curve.Count < longest || !double.IsFinite(o.Curve[^1]))) evidence.Add(new Evidence(o.Parameters, 1, value));
        }

        if (evidence.Count == 0) return evidence;
        var worst = evidence.Max(e => e.Value);
        evidence.AddRange(inside.Where(Diverged).Select(o => new Evidence(o.Parameters, 1, worst)));
        return evidence;
    }

    /// <summary>At most <paramref name="most"/> of them: half the best, of the last epoch first, and half spread evenly over the rest.</summary>
    public static IReadOnlyList<Evidence> Thinned(IReadOnlyList<Evidence> evidence, int most)
    {
        if (evidence.Count <= most) return evidence;
        var ranked = evidence.OrderByDescending(e => e.Fidelity >= 1).ThenBy(e => e.Value).ToList();
        var best = most / 2;
        var others = ranked.Skip(best).ToList();
        return [.. ranked.Take(best), .. Enumerable.Range(0, most - best).Select(i => others[(int)((long)i * others.Count / (most - best))])];
    }

    private static bool Diverged(Observation o) => o.State == ObservationState.Failed || (o.State == ObservationState.Complete && !(o.Value is { } v && double.IsFinite(v)));

    // Where values come only at rungs, each of them.
    private static List<int> Ladder(IReadOnlyList<double> curve, int longest)
    {
        var known = Enumerable.Range(1, curve.Count).Where(e => double.IsFinite(curve[e - 1])).ToList();
        if (known.Count <= MostPerCurve) return known;
        var ladder = new List<int> { known[^1] };
        for (var rung = longest; rung >= 1; rung /= 3)
        {
            if (rung < known[^1] && double.IsFinite(curve[rung - 1])) ladder.Add(rung);
        }

        return ladder;
    }

    // Where nobody is past the first epoch its values are all there is, and they compare.
    private static double FidelityOf(int epoch, int longest) => longest == 1 ? 1 : Math.Log(epoch) / Math.Log(longest);
}
