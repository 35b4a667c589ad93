namespace Filler.Search;

/// <summary>Independent uniform draws on each parameter's own scale; no point twice while there are others.</summary>
public sealed class RandomSampler : ISampler
{
    // A draw hits a free point of a space that is half taken within a few tries; after this many one of the free ones is chosen by number.
    private const int Draws = 32;

    public Proposal? Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed) =>
        Unseen(space, history, new SeededRandom(seed)) is { } point ? new Proposal(point, "random: an independent draw") : null;

    /// <summary>A random point that no trial has; null where none is left.</summary>
    internal static IReadOnlyDictionary<string, ParameterValue>? Unseen(SearchSpace space, IReadOnlyList<Observation> history, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(history);
        for (var draw = 0; draw < Draws; draw++)
        {
            var point = Draw(space, random);
            if (!PointKey.IsTaken(space, history, point)) return point;
        }

        return FreePoints.Draw(space, history, random);
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
