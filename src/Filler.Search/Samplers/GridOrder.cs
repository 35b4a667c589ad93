using System.Numerics;

namespace Filler.Search;

/// <summary>The points of a finite space in a fixed order, one after the other, without ever holding them all: the last parameter varies fastest.</summary>
internal static class GridOrder
{
    public static IEnumerable<IReadOnlyDictionary<string, ParameterValue>> Points(SearchSpace space) => From(space, 0, []);

    /// <summary>Number of points. Branches alike in all that later conditions ask for are counted once and multiplied.</summary>
    public static BigInteger Count(SearchSpace space) => CountFrom(space, 0, [], []);

    private static IEnumerable<IReadOnlyDictionary<string, ParameterValue>> From(SearchSpace space, int at, Dictionary<string, ParameterValue> chosen)
    {
        if (at == space.ParentsFirst.Count)
        {
            yield return new Dictionary<string, ParameterValue>(chosen, StringComparer.Ordinal);
            yield break;
        }

        var parameter = space.ParentsFirst[at];
        if (!SearchSpace.IsActive(parameter, chosen))
        {
            foreach (var point in From(space, at + 1, chosen)) yield return point;
            yield break;
        }

        for (long i = 0; i < Domain.Count(parameter); i++)
        {
            chosen[parameter.Name] = Domain.At(parameter, i);
            foreach (var point in From(space, at + 1, chosen)) yield return point;
        }

        chosen.Remove(parameter.Name);
    }

    private static BigInteger CountFrom(SearchSpace space, int at, Dictionary<string, ParameterValue> chosen, Dictionary<string, BigInteger> known)
    {
        if (at == space.ParentsFirst.Count) return BigInteger.One;
        var later = space.ParentsFirst.Skip(at).Select(p => p.When?.Parameter).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var key = $"{at}|{string.Join('|', chosen.Where(c => later.Contains(c.Key)).OrderBy(c => c.Key, StringComparer.Ordinal))}";
        if (known.TryGetValue(key, out var count)) return count;

        var parameter = space.ParentsFirst[at];
        if (!SearchSpace.IsActive(parameter, chosen))
        {
            count = CountFrom(space, at + 1, chosen, known);
        }
        else if (!later.Contains(parameter.Name))
        {
            count = Domain.Count(parameter)!.Value * CountFrom(space, at + 1, chosen, known);
        }
        else
        {
            for (long i = 0; i < Domain.Count(parameter); i++)
            {
                chosen[parameter.Name] = Domain.At(parameter, i);
                count += CountFrom(space, at + 1, chosen, known);
            }

            chosen.Remove(parameter.Name);
        }

        return known[key] = count;
    }
}
