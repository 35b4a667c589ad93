namespace Filler.Search;

/// <summary>
/// A genetic algorithm in steady state: whenever a slot is free, a mother from the best trials so far has a brood; no generation is waited for. Tournament
/// selection, blend crossover, steps by differences and mutation as in DEAP's toolbox, the mutation's width adapting by the fifth rule (Rechenberg 1973). Of the
/// brood the child of which a Gaussian process expects most becomes a trial (<see cref="Preselection"/>).
/// </summary>
public sealed class GeneticSampler : ISampler
{
    private const int MostParents = 10;
    private const double FirstWidth = 0.2;
    private const double LeastWidth = 0.002;
    private const double MostWidth = 0.3;
    private const int LeastReported = 4;

    // Where all children of one mother are points that trials have, another one is asked.
    private const int Mothers = 4;

    // The best trials that those under way are compared with.
    private const int Compared = 20;

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

        var model = Preselection.Of(space, history, random);
        var reported = Ranking.BestFirst(informed);
        var all = model is null ? reported : WithRunning(space, history, reported, model);
        var parents = Math.Min(MostParents, Math.Max(4, informed.Count / 6));
        var width = Width(informed, first);
        for (var attempt = 0; attempt < Mothers; attempt++)
        {
            var mother = Brood.Select(reported[..parents], random);
            var brood = new Brood(space, mother, all[..parents], all[..Math.Max(4, informed.Count / 2)], width, model is not null, random);
            var children = Enumerable.Range(0, Preselection.Candidates).Select(_ => brood.Child());
            var chosen = model is null ? children.FirstOrDefault(c => !PointKey.IsTaken(space, history, c.Parameters)) : model.Best(children, c => c.Parameters);
            if (chosen is not null) return chosen;
        }

        return RandomSampler.Unseen(space, history, random) is { } unseen ? new Proposal(unseen, "genetic: a random new point, since every likely one has been tried") : null;
    }

    private static int FirstPopulation(SearchSpace space) => Math.Clamp(2 * space.Parameters.Count, 6, 12);

    // Trials under way stand where the process expects them, the best of the others in its order too: an expected value and a noisy one do not compare.
    private static List<Observation> WithRunning(SearchSpace space, IReadOnlyList<Observation> history, List<Observation> reported, Preselection model)
    {
        var running = history.Where(o => o.State == ObservationState.Running && !Ranking.IsInformed(o) && space.Contains(o.Parameters, out _)).ToList();
        if (running.Count == 0) return reported;
        var compared = Math.Min(Compared, reported.Count);
        return [.. model.Expected(reported.Take(compared).Concat(running)), .. reported.Skip(compared)];
    }

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
}
