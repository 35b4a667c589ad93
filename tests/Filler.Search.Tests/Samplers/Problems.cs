namespace Filler.Search.Tests.Samplers;

/// <summary>Functions to minimise, as regrets: their minimum is 0.</summary>
internal static class Problems
{
    private static readonly double[] Weights = [1, 1.2, 3, 3.2];

    private static readonly double[,] Steepness =
    {
        { 10, 3, 17, 3.5, 1.7, 8 }, { 0.05, 10, 17, 0.1, 8, 14 }, { 3, 3.5, 1.7, 10, 17, 8 }, { 17, 8, 0.05, 10, 0.1, 14 },
    };

    private static readonly double[,] Centres =
    {
        { 1312, 1696, 5569, 124, 8283, 5886 }, { 2329, 4135, 8307, 3736, 1004, 9991 }, { 2348, 1451, 3522, 2883, 3047, 6650 }, { 4047, 8828, 8732, 5743, 1091, 381 },
    };

    /// <summary>Median over eleven seeds of the best value after sixty trials, of which <paramref name="parallel"/> run at once.</summary>
    public static double Regret(string problem, ISampler sampler, int parallel = 1)
    {
        var (space, objective) = problem switch { "branin" => Branin(), "hartmann" => Hartmann(), _ => Mixed() };
        var results = Enumerable.Range(0, 11).AsParallel().Select(seed =>
        {
            var history = new List<Observation>();
            for (var i = 0; i < 60; i++)
            {
                var point = sampler.Propose(space, history, ((ulong)seed * 1000) + (ulong)i)!.Parameters;
                history.Add(new Observation(i, point, ObservationState.Running, [], null));
                // The oldest of the running ones ends.
                var ends = i - parallel + 1;
                if (ends >= 0) history[ends] = Spaces.Complete(ends, history[ends].Parameters, objective(history[ends].Parameters));
            }

            return history.Min(o => objective(o.Parameters));
        }).ToList().Order().ToList();
        return results[5];
    }

    // Dixon and Szegö 1978; minimum 0.397887.
    public static (SearchSpace, Func<IReadOnlyDictionary<string, ParameterValue>, double>) Branin() =>
        (new SearchSpace([new RealParameter("x", -5, 10), new RealParameter("y", 0, 15)]), p =>
        {
            var (x, y) = (p["x"].AsDouble(), p["y"].AsDouble());
            var a = y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6;
            return (a * a) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10 - 0.397887;
        }
    );

    // Dixon and Szegö 1978; six dimensions, minimum -3.32237.
    public static (SearchSpace, Func<IReadOnlyDictionary<string, ParameterValue>, double>) Hartmann() =>
        (new SearchSpace([.. Enumerable.Range(0, 6).Select(i => new RealParameter($"x{i}", 0, 1))]), p =>
            3.32237 - Enumerable.Range(0, 4).Sum(i => Weights[i] * Math.Exp(-Enumerable.Range(0, 6).Sum(j =>
                Steepness[i, j] * Math.Pow(p[$"x{j}"].AsDouble() - (Centres[i, j] / 1e4), 2)))));

    // A network-like bowl: three layers, a rate of 10^-2.5, sgd with momentum 0.9 best.
    public static (SearchSpace, Func<IReadOnlyDictionary<string, ParameterValue>, double>) Mixed() =>
        (Spaces.Mixed(), p =>
        {
            var rate = Math.Log10(p["rate"].AsDouble()) + 2.5;
            var cost = (0.1 * Math.Abs(p["layers"].AsDouble() - 3)) + (0.2 * rate * rate) + p["dropout"].AsDouble() / 5;
            return cost + (p.TryGetValue("momentum", out var m) ? Math.Abs(m.AsDouble() - 0.9) : 0.3);
        }
    );
}
