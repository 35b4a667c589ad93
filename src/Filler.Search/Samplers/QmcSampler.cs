namespace Filler.Search;

/// <summary>Quasi-random search: a scrambled Sobol sequence through the space, one dimension a parameter, so that few trials cover every range evenly.</summary>
/// <remarks>Parameters beyond the 64th are drawn at random. Conditional parameters keep their dimension where they do not exist.</remarks>
public sealed class QmcSampler : ISampler
{
    private const int Tries = 64;
    private readonly SobolSequence sequence;

    /// <param name="scramble">One value for a whole study: its trials are one sequence.</param>
    public QmcSampler(ulong scramble) => sequence = new SobolSequence(scramble);

    public Proposal? Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(history);
        return Unseen(space, history, history.Count, new SeededRandom(seed)) is { } found
            ? new Proposal(found, $"qmc: point {history.Count + 1} of a scrambled Sobol sequence")
            : null;
    }

    /// <summary>The first point of the sequence, from a place on, that no trial has; null where none is left.</summary>
    internal IReadOnlyDictionary<string, ParameterValue>? Unseen(SearchSpace space, IReadOnlyList<Observation> history, int place, SeededRandom random)
    {
        for (var ahead = 0; ahead < Tries; ahead++)
        {
            var point = At(space, (uint)(place + ahead), random);
            if (!PointKey.IsTaken(space, history, point)) return point;
        }

        return FreePoints.Draw(space, history, random);
    }

    private Dictionary<string, ParameterValue> At(SearchSpace space, uint index, SeededRandom random)
    {
        var point = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        for (var i = 0; i < space.ParentsFirst.Count; i++)
        {
            var parameter = space.ParentsFirst[i];
            if (!SearchSpace.IsActive(parameter, point)) continue;
            var unit = i < SobolSequence.MostDimensions ? sequence.At(index, i) : random.NextDouble();
            point[parameter.Name] = parameter is ChoiceParameter choice ? choice.Choices[(int)(unit * choice.Choices.Count)] : UnitCube.FromUnit(parameter, unit);
        }

        return point;
    }
}
