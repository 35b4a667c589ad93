namespace Filler.Search;

/// <summary>
/// Covariance matrix adaptation without generations to wait for: the finished trials, in order of number, are replayed λ at a time as injected points, and
/// the proposal is one draw from where that leads. With a margin for whole numbers and choices (Hamano et al., arXiv 2205.13482), and restarts of doubled
/// population from a random place (IPOP, Auger and Hansen 2005).
/// </summary>
public sealed class CmaEsSampler : ISampler
{
    private const double FirstStep = 0.2;
    private const double Converged = 1e-5;
    private const int Attempts = 16;
    private const int Resamplings = 8;

    public Proposal? Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(history);
        var random = new SeededRandom(seed);
        var cube = new SpaceCube(space);
        if (cube.Dimensions == 0) return RandomSampler.Unseen(space, history, random) is { } only ? new Proposal(only, "cmaes: the one point") : null;
        var informed = history.Where(o => Ranking.IsInformed(o) && space.Contains(o.Parameters, out _)).OrderBy(o => o.Number).ToList();
        var (state, generations, restarts) = Replay(cube, informed);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var point = cube.Decode(Draw(space, cube, state, random));
            if (!PointKey.IsTaken(space, history, point))
                return new Proposal(point, $"cmaes: a draw after {generations} updates by {state.Population} trials{(restarts > 0 ? $", {restarts} restarts" : "")}");
        }

        return RandomSampler.Unseen(space, history, random) is { } unseen ? new Proposal(unseen, "cmaes: a random new point, since every likely one has been tried") : null;
    }

    private static (CmaState State, int Generations, int Restarts) Replay(SpaceCube cube, List<Observation> informed)
    {
        var population = CmaConstants.DefaultPopulation(cube.Dimensions);
        var centre = new double[cube.Dimensions];
        Array.Fill(centre, 0.5);
        var state = new CmaState(centre, FirstStep, population);
        var (generations, restarts) = (0, 0);
        for (var start = 0; start + state.Population <= informed.Count; generations++)
        {
            var taken = state.Population;
            state.Update([.. Ranking.BestFirst(informed.GetRange(start, taken)).Select(o => cube.Encode(o.Parameters))]);
            start += taken;
            if (!state.HasConverged(Converged)) continue;
            restarts++;
            // From the number of the restart alone, so that every proposal of one history restarts at the same place.
            var random = new SeededRandom((ulong)restarts);
            state = new CmaState([.. centre.Select(_ => random.NextDouble())], FirstStep, state.Population * 2);
        }

        return (state, generations, restarts);
    }

    private static double[] Draw(SearchSpace space, SpaceCube cube, CmaState state, SeededRandom random)
    {
        var drawn = state.Draw(random);
        // Outside the box: again, and at last reflected at the wall, where a clamp would heap draws up.
        for (var again = 0; again < Resamplings && drawn.Any(x => x is < 0 or > 1); again++) drawn = state.Draw(random);
        for (var i = 0; i < drawn.Length; i++) drawn[i] = Reflected(drawn[i]);
        foreach (var (parameter, start, length) in cube.Slots) Margin.Keep(parameter, drawn.AsSpan(start, length), state, start, space.Parameters.Count, random);
        return drawn;
    }

    private static double Reflected(double x)
    {
        var period = Math.Abs(x) % 2;
        return period > 1 ? 2 - period : period;
    }
}
