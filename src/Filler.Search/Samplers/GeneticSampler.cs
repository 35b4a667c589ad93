namespace Filler.Search;

/// <summary>
/// A genetic algorithm in steady state: whenever a slot is free, parents from the best trials so far have one child; no generation is waited for. Tournament
/// selection, blend crossover, steps by differences and mutation as in DEAP's toolbox, the mutation's width adapting by the fifth rule (Rechenberg 1973).
/// </summary>
public sealed class GeneticSampler : ISampler
{
    private const int MostParents = 10;
    private const int Tournament = 3;
    private const double CrossoverRate = 0.8;
    private const double Blend = 0.3;

    // Of the crossed children: half a difference of two trials of the better half is a step of the right width and direction in a bent or turned valley.
    private const double DifferentialRate = 0.5;
    private const double DifferentialStep = 0.5;
    private const double FirstWidth = 0.2;
    private const double LeastWidth = 0.002;
    private const double MostWidth = 0.3;
    private const int LeastReported = 4;
    private const int Attempts = 16;

    public Proposal? Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(history);
        var random = new SeededRandom(seed);
        var informed = history.Where(o => Ranking.IsInformed(o) && space.Contains(o.Parameters, out _)).ToList();
        var first = FirstPopulation(space);
        // Waiting for all of the first to report would make a fifth of a small parallel budget random.
        if (informed.Count < LeastReported || Ranking.Of(history).Begun < first)
        {
            return RandomSampler.Unseen(space, history, random) is { } start
                ? new Proposal(start, $"genetic: first population, {informed.Count} trials have reported, of {first} to begin with")
                : null;
        }

        var ranked = Ranking.BestFirst(informed);
        var parents = ranked[..Math.Min(MostParents, Math.Max(4, informed.Count / 6))];
        var better = ranked[..Math.Max(4, informed.Count / 2)];
        var numeric = space.Parameters.Any(UnitCube.IsNumeric);
        var width = Width(informed, first);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (mother, father) = (Select(parents, random), Select(parents, random));
            var crossed = mother != father && random.NextDouble() < CrossoverRate;
            var differential = crossed && numeric && random.NextDouble() < DifferentialRate;
            var child = !crossed ? mother.Parameters
                : Cross(space, mother.Parameters, father.Parameters, differential ? (Any(better, random), Any(better, random)) : null, random);
            // A blended child is mutated most of the time, a copy always: otherwise it would be nothing new. A difference has a width of its own.
            if (!crossed || (!differential && random.NextDouble() < 0.7)) child = Neighbourhood.Near(space, child, width, random);
            if (PointKey.IsTaken(space, history, child)) continue;
            var parentage = crossed ? $"of trials {mother.Number} and {father.Number}" : $"of trial {mother.Number}";
            return new Proposal(child, FormattableString.Invariant($"genetic: child {parentage}, mutations {width:g2} of a range wide")) { Parents = crossed ? [mother.Number, father.Number] : [mother.Number] };
        }

        return RandomSampler.Unseen(space, history, random) is { } unseen ? new Proposal(unseen, "genetic: a random new point, since every likely one has been tried") : null;
    }

    private static int FirstPopulation(SearchSpace space) => Math.Clamp(2 * space.Parameters.Count, 6, 12);

    // Replayed over the trials: wider after a child that joins the best fifth of those before it, narrower after another, level at one in five.
    private static double Width(List<Observation> informed, int first)
    {
        var inOrder = informed.OrderBy(o => o.Number).ToList();
        var rank = Ranking.BestFirst(informed).Select((o, i) => (o.Number, i)).ToDictionary(p => p.Number, p => p.i);
        var before = new List<int>();
        var width = FirstWidth;
        for (var i = 0; i < inOrder.Count; i++)
        {
            var own = rank[inOrder[i].Number];
            var place = ~before.BinarySearch(own);
            if (i >= first) width *= Math.Exp(place <= i / 5 ? 0.2 : -0.1);
            before.Insert(place, own);
        }

        return Math.Clamp(width, LeastWidth, MostWidth);
    }

    private static Observation Select(List<Observation> parents, SeededRandom random)
    {
        var best = parents.Count - 1;
        for (var draw = 0; draw < Tournament; draw++) best = Math.Min(best, (int)random.NextLong(parents.Count));
        return parents[best];
    }

    private static IReadOnlyDictionary<string, ParameterValue> Any(List<Observation> trials, SeededRandom random) => trials[(int)random.NextLong(trials.Count)].Parameters;

    private static Dictionary<string, ParameterValue> Cross(
        SearchSpace space, IReadOnlyDictionary<string, ParameterValue> a, IReadOnlyDictionary<string, ParameterValue> b,
        (IReadOnlyDictionary<string, ParameterValue> To, IReadOnlyDictionary<string, ParameterValue> From)? difference, SeededRandom random)
    {
        var child = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var parameter in space.ParentsFirst)
        {
            if (!SearchSpace.IsActive(parameter, child)) continue;
            var (has, hasOther) = (a.TryGetValue(parameter.Name, out var one), b.TryGetValue(parameter.Name, out var other));
            child[parameter.Name] = has && hasOther
                ? UnitCube.IsNumeric(parameter) ? Moved(parameter, one!, difference) ?? Blended(parameter, one!, other!, random) : random.NextDouble() < 0.5 ? one! : other!
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
    private static ParameterValue Blended(Parameter parameter, ParameterValue a, ParameterValue b, SeededRandom random)
    {
        var (x, y) = (UnitCube.ToUnit(parameter, a), UnitCube.ToUnit(parameter, b));
        var share = (random.NextDouble() * (1 + (2 * Blend))) - Blend;
        return UnitCube.FromUnit(parameter, Math.Clamp(x + (share * (y - x)), 0, 1));
    }
}
