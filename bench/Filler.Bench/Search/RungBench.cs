using System.Globalization;
using Filler.Search;

namespace Filler.Bench;

/// <summary>
/// Search with early stopping on made-up learning curves (<see cref="NetworkSurrogate"/>): regret of the configuration with the best observed value at the
/// last epoch, after a quarter, half and all of the epoch budget. Eight workers of a virtual clock.
/// </summary>
internal static class RungBench
{
    private const int MaxEpochs = 81;
    private const int Budget = 40 * MaxEpochs;
    private static readonly AskTellFidelity Fidelity = new(1, MaxEpochs, 3);

    public static int Run(int seeds, TextWriter output)
    {
        output.WriteLine($"rungs 1, 3, 9, 27, 81; budget {Budget} epochs; k=8; median regret at 25 %, 50 %, 100 %");
        foreach (var (sampler, pruner) in new[] { ("random", "none"), ("random", "asha"), ("tpe", "asha"), ("tpe", "hyperband"), ("genetic", "asha"), ("gp", "asha"), ("gp", "hyperband"), ("auto", "asha") })
        {
            var regrets = new double[seeds][];
            Parallel.For(0, seeds, seed => regrets[seed] = Regrets(sampler, pruner, seed));
            var medians = Enumerable.Range(0, 3).Select(i => regrets.Select(r => r[i]).Order().ElementAt(seeds / 2));
            output.WriteLine($"{sampler + " + " + pruner,-18} {string.Join(' ', medians.Select(m => m.ToString("0.0000", CultureInfo.InvariantCulture)))}");
            output.Flush();
        }

        return 0;
    }

    private static double[] Regrets(string sampler, string pruner, int seed)
    {
        var problem = NetworkSurrogate.Problem(seed);
        var random = new Random(seed + 1);
        var session = new AskTellSession(new AskTellProblem(problem.Space, sampler, pruner, (ulong)seed, Budget, 8, Fidelity), []);
        var running = new PriorityQueue<AskTellMove.Ask, double>();
        var (clock, spent) = (0.0, 0);
        var reached = new Dictionary<int, int>();
        var (best, regret) = (double.PositiveInfinity, 0.67);
        var checkpoints = new double[3];
        Array.Fill(checkpoints, 0.67);
        while (true)
        {
            foreach (var ask in session.Next().OfType<AskTellMove.Ask>())
                running.Enqueue(ask, clock + ((ask.Fidelity!.Value - reached.GetValueOrDefault(ask.Trial!.Value)) * Math.Exp(Normal(random))));
            if (!running.TryDequeue(out var done, out clock)) return checkpoints;
            var epoch = done.Fidelity!.Value;
            spent += epoch - reached.GetValueOrDefault(done.Trial!.Value);
            reached[done.Trial.Value] = epoch;
            var final = problem.Regret(done.Parameters);
            var value = final + NetworkSurrogate.Deficit(done.Parameters, epoch, MaxEpochs) + (problem.Noise * Normal(random));
            session.Tell(done.Id, value);
            if (epoch == MaxEpochs && value < best) (best, regret) = (value, final);
            for (var i = 0; i < 3; i++)
            {
                if (spent <= Budget * new[] { 0.25, 0.5, 1 }[i]) checkpoints[i] = regret;
            }
        }
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
