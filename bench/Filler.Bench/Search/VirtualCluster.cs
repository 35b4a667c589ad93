using Filler.Search;

namespace Filler.Bench;

/// <summary>Runs a sampler against a function on k workers of a virtual clock: run times are log-normal with sigma 1, as heavy-tailed as training times.</summary>
internal static class VirtualCluster
{
    /// <summary>Simple regret after each finished evaluation: the noise-free value of the configuration with the best value observed so far.</summary>
    /// <returns>The regrets, and every proposal's explanation.</returns>
    public static (double[] Regrets, IReadOnlyList<string> Explanations) Run(SearchProblem problem, ISampler sampler, int budget, int parallel, int seed)
    {
        var random = new Random((seed * 104729) + 17);
        var history = new List<Observation>();
        var running = new PriorityQueue<int, double>();
        var clock = 0.0;
        var (regrets, explanations) = (new List<double>(), new List<string>());
        var (best, bestRegret) = (double.PositiveInfinity, double.PositiveInfinity);
        while (regrets.Count < budget)
        {
            while (running.Count < parallel && history.Count < budget)
            {
                var number = history.Count;
                if (sampler.Propose(problem.Space, history, ((ulong)seed * 1_000_003) + (ulong)number) is not { } proposal) break;
                explanations.Add(proposal.Explanation);
                history.Add(new Observation(number, proposal.Parameters, ObservationState.Running, [], null));
                running.Enqueue(number, clock + Math.Exp(Normal(random)));
            }

            if (!running.TryDequeue(out var done, out clock)) break;
            var regret = problem.Regret(history[done].Parameters);
            var value = regret + (problem.Noise * Normal(random));
            history[done] = history[done] with { State = ObservationState.Complete, Curve = [value], Value = value };
            if (value < best) (best, bestRegret) = (value, regret / problem.Scale);
            regrets.Add(bestRegret);
        }

        return ([.. regrets], explanations);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
