namespace Filler.Search;

/// <summary>Which of several cost vectors are worth having (Deb et al., IEEE Trans. Evol. Comput. 6, 2002, section III A). Everything is minimised.</summary>
/// <remarks>A vector with a component that is not finite is dominated by every finite one. Equal vectors do not dominate each other.</remarks>
public static class Dominance
{
    /// <summary>Whether <paramref name="a"/> is nowhere worse than <paramref name="b"/> and somewhere better.</summary>
    /// <exception cref="ArgumentException">They differ in length.</exception>
    public static bool Dominates(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Count != b.Count) throw new ArgumentException($"vectors of {a.Count} and {b.Count} objectives cannot be compared", nameof(b));
        if (!IsFinite(a)) return false;
        if (!IsFinite(b)) return true;
        var better = false;
        for (var m = 0; m < a.Count; m++)
        {
            if (a[m] > b[m]) return false;
            better |= a[m] < b[m];
        }

        return better;
    }

    /// <summary>Indices of the finite vectors that no other one dominates, in rising order.</summary>
    public static IReadOnlyList<int> Front(IReadOnlyList<IReadOnlyList<double>> costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        // In lexicographic order nothing is dominated by what comes after it, so each is held against the front so far alone.
        var front = new List<int>();
        foreach (var i in Enumerable.Range(0, costs.Count).Where(i => IsFinite(costs[i])).OrderBy(i => costs[i], Lexicographic))
        {
            if (!front.Exists(j => Dominates(costs[j], costs[i]))) front.Add(i);
        }

        front.Sort();
        return front;
    }

    /// <summary>The number of each vector's front: 0 for the front of all, 1 for the front of what is left without it, and so on; the last one holds what is not finite.</summary>
    public static int[] Ranks(IReadOnlyList<IReadOnlyList<double>> costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        var ranks = new int[costs.Count];
        var fronts = new List<List<int>>();
        // A vector belongs to the first front that has nothing which dominates it (efficient sort, Zhang et al., IEEE Trans. Evol. Comput. 19, 2015).
        foreach (var i in Enumerable.Range(0, costs.Count).Where(i => IsFinite(costs[i])).OrderBy(i => costs[i], Lexicographic))
        {
            var rank = fronts.FindIndex(f => !f.Exists(j => Dominates(costs[j], costs[i])));
            if (rank < 0) (rank, fronts) = (fronts.Count, [.. fronts, []]);
            fronts[rank].Add(i);
            ranks[i] = rank;
        }

        for (var i = 0; i < ranks.Length; i++)
        {
            if (!IsFinite(costs[i])) ranks[i] = fronts.Count;
        }

        return ranks;
    }

    private static readonly IComparer<IReadOnlyList<double>> Lexicographic = Comparer<IReadOnlyList<double>>.Create((a, b) =>
    {
        for (var m = 0; m < a.Count; m++)
        {
            if (a[m].CompareTo(b[m]) is not 0 and var order) return order;
        }

        return 0;
    });

    private static bool IsFinite(IReadOnlyList<double> vector)
    {
        for (var m = 0; m < vector.Count; m++)
        {
            if (!double.IsFinite(vector[m])) return false;
        }

        return true;
    }
}
