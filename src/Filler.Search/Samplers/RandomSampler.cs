namespace Filler.Search;

/// <summary>Independent uniform draws on each parameter's own scale; on a finite space no point twice.</summary>
public sealed class RandomSampler : ISampler
{
    // A draw hits a free point of a space that is half taken within a few tries; after this many the free ones are counted through instead.
    private const int Draws = 64;

    // Above this the points that are left cannot be counted through, and cannot be used up either.
    private const int CountedThrough = 200_000;

    public Proposal? Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed) =>
        Unseen(space, history, new SeededRandom(seed)) is { } point ? new Proposal(point, "random: an independent draw") : null;

    /// <summary>A uniform point that no trial has; null where none is left.</summary>
    internal static IReadOnlyDictionary<string, ParameterValue>? Unseen(SearchSpace space, IReadOnlyList<Observation> history, SeededRandom random)
    {
        var cardinality = space.Cardinality;
        HashSet<string>? taken = null;
        for (var draw = 0; draw < Draws; draw++)
        {
            var point = Draw(space, random);
            if (cardinality is null) return point;
            taken ??= history.Select(o => PointKey.Of(space, o.Parameters)).ToHashSet(StringComparer.Ordinal);
            if (!taken.Contains(PointKey.Of(space, point))) return point;
        }

        if (cardinality > CountedThrough) return Draw(space, random);
        var free = GridOrder.Points(space).Where(p => !taken!.Contains(PointKey.Of(space, p))).ToList();
        return free.Count == 0 ? null : free[(int)random.NextLong(free.Count)];
    }

    internal static IReadOnlyDictionary<string, ParameterValue> Draw(SearchSpace space, SeededRandom random)
    {
        var point = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var parameter in space.ParentsFirst)
        {
            if (!SearchSpace.IsActive(parameter, point)) continue;
            point[parameter.Name] = parameter is ChoiceParameter choice
                ? choice.Choices[(int)random.NextLong(choice.Choices.Count)]
                : UnitCube.FromUnit(parameter, random.NextDouble());
        }

        return point;
    }
}
