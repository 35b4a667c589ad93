namespace Filler.Search;

/// <summary>Where a model-based search begins: two points of three about the middle of the ranges, the third from a sequence that fills the space.</summary>
/// <remarks>
/// Of independent draws in many dimensions nearly all lie by some face of the space, while who writes ranges puts what he expects into their middle. Choices
/// without an order have no middle. One or two parameters need no such help, and are filled evenly.
/// </remarks>
internal sealed class FirstPoints
{
    private const double Spread = 0.2;
    private const int Draws = 32;
    private const int FewParameters = 2;
    private const int Least = 5;
    private const int Most = 15;

    // Of a budget: what is drawn blindly is not searched.
    private const int BudgetShare = 3;
    private const int Period = 3;
    private readonly QmcSampler sequence;
    private readonly int most;

    public FirstPoints(SearchSetting setting)
    {
        sequence = new QmcSampler(setting.Seed);
        most = (int)Math.Clamp((setting.Trials ?? long.MaxValue) / BudgetShare, Least, Most);
    }

    /// <summary>How many trials before the model is asked: two a parameter and three, within 5 and 15, but no more than a third of a small budget.</summary>
    public int Count(SearchSpace space) => Math.Clamp((2 * space.Parameters.Count) + 3, Least, most);

    /// <summary>A point that no trial has; null where none is left.</summary>
    public IReadOnlyDictionary<string, ParameterValue>? Next(SearchSpace space, IReadOnlyList<Observation> history, SeededRandom random)
    {
        if (space.Parameters.Count <= FewParameters) return sequence.Unseen(space, history, history.Count, random);
        if (history.Count % Period == Period - 1) return sequence.Unseen(space, history, history.Count / Period, random);
        for (var draw = 0; draw < Draws; draw++)
        {
            var point = Central(space, random);
            if (!PointKey.IsTaken(space, history, point)) return point;
        }

        return RandomSampler.Unseen(space, history, random);
    }

    private static Dictionary<string, ParameterValue> Central(SearchSpace space, SeededRandom random)
    {
        var point = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var parameter in space.ParentsFirst)
        {
            if (!SearchSpace.IsActive(parameter, point)) continue;
            point[parameter.Name] = UnitCube.IsNumeric(parameter)
                ? UnitCube.FromUnit(parameter, Math.Clamp(0.5 + (Spread * random.NextNormal()), 0, 1))
                : Neighbourhood.Drawn(parameter, random);
        }

        return point;
    }
}
