namespace Filler.Search;

/// <summary>
/// Covariance matrix adaptation without generations to wait for: the trials, in order of number, are replayed λ at a time as injected points, those under way at the
/// rank that a Gaussian process expects of them. Of many draws from where that leads, the process chooses the most promising (<see cref="Preselection"/>). With a margin
/// for whole numbers and choices (Hamano et al., arXiv 2205.13482), and restarts of doubled population from a random place (IPOP, Auger and Hansen 2005).
/// </summary>
public sealed class CmaEsSampler : ISampler
{
    private const double FirstStep = 0.2;

    // Of the strategy's default: in a hundred trials, more updates by fewer points get further. A restart doubles it.
    private const double PopulationShare = 0.7;
    private const int LeastPopulation = 6;
    private const double Converged = 1e-5;
    private const int Attempts = 16;
    private const int Resamplings = 8;

    // Half of the draws are shorter, by up to four octaves: where the process knows its way, it need not wait for σ to shrink.
    private const double ShorterShare = 0.5;
    private const double MostOctaves = 4;

    public Proposal? Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(history);
        var random = new SeededRandom(seed);
        var cube = new SpaceCube(space);
        if (cube.Dimensions == 0) return RandomSampler.Unseen(space, history, random) is { } only ? new Proposal(only, "cmaes: the one point") : null;
        var model = Preselection.Of(space, history, random);
        // With those under way: else each update waits for the slowest of its trials.
        var trials = history.Where(o => Ranking.IsInformed(o) || (model is not null && o.State == ObservationState.Running))
            .Where(o => space.Contains(o.Parameters, out _)).OrderBy(o => o.Number).ToList();
        var (state, generations, restarts) = Replay(cube, trials, model);
        var after = $"after {generations} updates by {state.Population} trials{(restarts > 0 ? $", {restarts} restarts" : "")}";
        var likely = model is null
            ? Enumerable.Range(0, Attempts).Select(_ => cube.Decode(Draw(space, cube, state, 1, random))).FirstOrDefault(p => !PointKey.IsTaken(space, history, p))
            : model.Best(Enumerable.Range(0, Preselection.Candidates).Select(_ => cube.Decode(Draw(space, cube, state, Length(random), random))), p => p);
        if (likely is not null) return new Proposal(likely, model is null ? $"cmaes: a draw {after}" : $"cmaes: the most promising of {Preselection.Candidates} draws {after}");
        return RandomSampler.Unseen(space, history, random) is { } unseen ? new Proposal(unseen, "cmaes: a random new point, since every likely one has been tried") : null;
    }

    private static (CmaState State, int Generations, int Restarts) Replay(SpaceCube cube, List<Observation> trials, Preselection? model)
    {
        var population = Math.Max(LeastPopulation, (int)Math.Round(PopulationShare * CmaConstants.DefaultPopulation(cube.Dimensions)));
        var centre = new double[cube.Dimensions];
        Array.Fill(centre, 0.5);
        var state = new CmaState(centre, FirstStep, population);
        var (generations, restarts, start) = (0, 0, 0);
        for (; start + state.Population <= trials.Count; generations++)
        {
            var taken = state.Population;
            state.Update([.. BestFirst(trials.GetRange(start, taken)).Select(o => cube.Encode(o.Parameters))]);
            start += taken;
            if (!state.HasConverged(Converged)) continue;
            restarts++;
            // From the number of the restart alone, so that every proposal of one history restarts at the same place.
            var random = new SeededRandom((ulong)restarts);
            state = new CmaState([.. centre.Select(_ => random.NextDouble())], FirstStep, state.Population * 2);
        }

        return (state, generations, restarts);

        // A value and an expected one do not compare: where one of them is under way, all are ranked by what is expected.
        IEnumerable<Observation> BestFirst(List<Observation> generation) => generation.TrueForAll(Ranking.IsInformed) ? Ranking.BestFirst(generation) : model!.Expected(generation);
    }

    private static double Length(SeededRandom random) => random.NextDouble() < ShorterShare ? Math.Pow(2, -MostOctaves * random.NextDouble()) : 1;

    // A step from the mean, times the length.
    private static double[] Draw(SearchSpace space, SpaceCube cube, CmaState state, double length, SeededRandom random)
    {
        var drawn = state.Draw(random);
        // Outside the box: again, and at last reflected at the wall, where a clamp would heap draws up.
        for (var again = 0; again < Resamplings && drawn.Any(x => x is < 0 or > 1); again++) drawn = state.Draw(random);
        for (var i = 0; i < drawn.Length; i++) drawn[i] = Reflected(state.Mean[i] + (length * (drawn[i] - state.Mean[i])));
        foreach (var (parameter, start, count) in cube.Slots) Margin.Keep(parameter, drawn.AsSpan(start, count), state, start, space.Parameters.Count, random);
        return drawn;
    }

    private static double Reflected(double x)
    {
        var period = Math.Abs(x) % 2;
        return period > 1 ? 2 - period : period;
    }
}
