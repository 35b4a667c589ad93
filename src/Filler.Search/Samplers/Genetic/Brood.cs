namespace Filler.Search;

/// <summary>Children of one mother: with fathers by blend crossover and steps by differences, or of her alone; mutated.</summary>
/// <param name="mother">She has reported: her weights may be a child's start.</param>
/// <param name="fathers">The best first.</param>
/// <param name="better">Trials whose differences are steps of a likely width and direction.</param>
/// <param name="width">Standard deviation of a mutation, in units of the cube.</param>
/// <param name="varied">Half of the mutations are up to four octaves narrower: something that chooses among children knows which to take.</param>
internal sealed class Brood(SearchSpace space, Observation mother, IReadOnlyList<Observation> fathers, IReadOnlyList<Observation> better, double width, bool varied, SeededRandom random)
{
    private const int Tournament = 3;
    private const double CrossoverRate = 0.8;
    private const double MutationRate = 0.7;
    private const double Blend = 0.3;
    private const double MostOctaves = 4;

    // Of the crossed children: half a difference of two trials of the better half is a step of the right width and direction in a bent or turned valley.
    private const double DifferentialRate = 0.5;
    private const double DifferentialStep = 0.5;
    private readonly bool numeric = space.Parameters.Any(UnitCube.IsNumeric);

    public Proposal Child()
    {
        var father = Select(fathers, random);
        var crossed = mother.Number != father.Number && random.NextDouble() < CrossoverRate;
        var differential = crossed && numeric && random.NextDouble() < DifferentialRate;
        var child = crossed ? Cross(mother.Parameters, father.Parameters, differential ? (Any(), Any()) : null) : mother.Parameters;
        // A blended child is mutated most of the time, a copy always: otherwise it would be nothing new. A difference has a width of its own.
        if (!crossed || (!differential && random.NextDouble() < MutationRate))
            child = Neighbourhood.Near(space, child, varied && random.NextDouble() < 0.5 ? width * Math.Pow(2, -MostOctaves * random.NextDouble()) : width, random);
        var parentage = crossed ? $"of trials {mother.Number} and {father.Number}" : $"of trial {mother.Number}";
        return new Proposal(child, FormattableString.Invariant($"genetic: child {parentage}, mutations {width:g2} of a range wide")) { Parents = crossed ? [mother.Number, father.Number] : [mother.Number] };
    }

    /// <summary>The best of three drawn.</summary>
    public static Observation Select(IReadOnlyList<Observation> bestFirst, SeededRandom random)
    {
        var best = bestFirst.Count - 1;
        for (var draw = 0; draw < Tournament; draw++) best = Math.Min(best, (int)random.NextLong(bestFirst.Count));
        return bestFirst[best];
    }

    private IReadOnlyDictionary<string, ParameterValue> Any() => better[(int)random.NextLong(better.Count)].Parameters;

    private Dictionary<string, ParameterValue> Cross(
        IReadOnlyDictionary<string, ParameterValue> a, IReadOnlyDictionary<string, ParameterValue> b,
        (IReadOnlyDictionary<string, ParameterValue> To, IReadOnlyDictionary<string, ParameterValue> From)? difference)
    {
        var child = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var parameter in space.ParentsFirst)
        {
            if (!SearchSpace.IsActive(parameter, child)) continue;
            var (has, hasOther) = (a.TryGetValue(parameter.Name, out var one), b.TryGetValue(parameter.Name, out var other));
            child[parameter.Name] = has && hasOther
                ? UnitCube.IsNumeric(parameter) ? Moved(parameter, one!, difference) ?? Blended(parameter, one!, other!) : random.NextDouble() < 0.5 ? one! : other!
                : one ?? other ?? Neighbourhood.Drawn(parameter, random);
        }

        return child;
    }

    // Differential evolution (Storn and Price, J. Global Optim. 11, 1997); a step over an end of the range comes back half as far. Null where no difference is to be had.
    private static ParameterValue? Moved(Parameter parameter, ParameterValue from, (IReadOnlyDictionary<string, ParameterValue> To, IReadOnlyDictionary<string, ParameterValue> From)? difference)
    {
        if (difference is not { } d || !d.To.TryGetValue(parameter.Name, out var end) || !d.From.TryGetValue(parameter.Name, out var start)) return null;
        var unit = UnitCube.ToUnit(parameter, from) + (DifferentialStep * (UnitCube.ToUnit(parameter, end) - UnitCube.ToUnit(parameter, start)));
        return UnitCube.FromUnit(parameter, unit < 0 ? -unit / 2 : unit > 1 ? 1 - ((unit - 1) / 2) : unit);
    }

    // BLX-α (Eshelman and Schaffer 1993): between the parents and a little beyond.
    private ParameterValue Blended(Parameter parameter, ParameterValue a, ParameterValue b)
    {
        var (x, y) = (UnitCube.ToUnit(parameter, a), UnitCube.ToUnit(parameter, b));
        var share = (random.NextDouble() * (1 + (2 * Blend))) - Blend;
        return UnitCube.FromUnit(parameter, Math.Clamp(x + (share * (y - x)), 0, 1));
    }
}
