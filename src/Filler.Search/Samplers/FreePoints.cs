using System.Numerics;

namespace Filler.Search;

/// <summary>The points of a space that no trial has.</summary>
internal static class FreePoints
{
    /// <summary>Numbers of the points that trials have, in <see cref="PointOrder"/>. Trials outside the space, from an earlier one, take none.</summary>
    public static HashSet<BigInteger> Taken(SearchSpace space, IReadOnlyList<Observation> history) =>
        [.. history.Where(o => space.Contains(o.Parameters, out _)).Select(o => space.Order.RankOf(o.Parameters))];

    /// <summary>One of the free points, each as likely as any other; null where none is left.</summary>
    public static IReadOnlyDictionary<string, ParameterValue>? Draw(SearchSpace space, IReadOnlyList<Observation> history, SeededRandom random)
    {
        var taken = Taken(space, history);
        if (taken.Count == space.Order.Count) return null;
        var rank = random.NextBelow(space.Order.Count - taken.Count);
        // The k-th free number: every taken one at or below it moves it up by one.
        foreach (var other in taken.Order())
        {
            if (other > rank) break;
            rank++;
        }

        return space.Order.At(rank, random);
    }
}
