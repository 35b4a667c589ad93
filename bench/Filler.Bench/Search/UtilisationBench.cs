using System.Globalization;
using Filler.Search;

namespace Filler.Bench;

/// <summary>
/// Share of their time that k workers train, on a virtual clock: run times are log-normal with sigma 1 and a median of one minute, and every worker waits for
/// the proposals made before its own, each as long as the processor time it really took.
/// </summary>
internal static class UtilisationBench
{
    private const double MedianSeconds = 60;

    public static int Run(TextWriter output)
    {
        foreach (var parallel in new[] { 8, 64 })
        {
            var randoms = new[] { "none", "asha", "hyperband" }.ToDictionary(p => p, p => Utilisation("random", p, parallel));
            foreach (var (sampler, pruner) in new[] { ("tpe", "none"), ("gp", "none"), ("cmaes", "none"), ("genetic", "none"), ("auto", "none"), ("tpe", "asha"), ("genetic", "asha"), ("cmaes", "asha"), ("gp", "asha"), ("gp", "hyperband"), ("auto", "asha") })
            {
                var found = Utilisation(sampler, pruner, parallel);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"utilisation: k={parallel,-2} {sampler + " + " + pruner,-16} {found:0.0000}, {found / randoms[pruner]:0.0000} of random search's {randoms[pruner]:0.0000} with the same rungs"));
                output.Flush();
            }
        }

        return 0;
    }

    // From the first ask to the last one of the budget: what runs on after it counts up to there, since the end, where workers have nothing left to do, is every sampler's alike.
    private static double Utilisation(string sampler, string pruner, int parallel)
    {
        var problem = NetworkSurrogate.Problem(1);
        var fidelity = pruner == "none" ? null : new AskTellFidelity(1, 81, 3);
        var session = new AskTellSession(new AskTellProblem(problem.Space, sampler, pruner, 1, (fidelity?.Max ?? 1) * Math.Max(200, 5 * parallel), parallel, fidelity), []);
        var random = new Random(3);
        var running = new PriorityQueue<AskTellMove.Ask, double>();
        var reached = new Dictionary<int, int>();
        var busy = new List<(double From, double To)>();
        var (clock, planner) = (0.0, 0.0);
        do
        {
            planner = Math.Max(planner, clock);
            var before = Environment.CpuUsage.TotalTime;
            foreach (var move in session.Next())
            {
                planner += (Environment.CpuUsage.TotalTime - before).TotalSeconds;
                if (move is AskTellMove.Done)
                {
                    var end = busy.Max(b => b.From);
                    return busy.Sum(b => Math.Min(b.To, end) - b.From) / (parallel * end);
                }

                if (move is AskTellMove.Ask ask)
                {
                    // A heavy tail for each configuration, and 27 epochs of the median one a minute.
                    var share = ask.Fidelity is { } epoch ? (epoch - reached.GetValueOrDefault(ask.Trial!.Value)) / 27.0 : 1;
                    var seconds = share * MedianSeconds * Math.Exp(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
                    busy.Add((planner, planner + seconds));
                    running.Enqueue(ask, planner + seconds);
                }

                before = Environment.CpuUsage.TotalTime;
            }

            if (!running.TryDequeue(out var done, out clock)) break;
            if (done.Trial is { } trial) reached[trial] = done.Fidelity!.Value;
            session.Tell(done.Id, problem.Regret(done.Parameters) + (1.0 / (done.Fidelity ?? 81)));
        }
        while (true);
        throw new InvalidOperationException($"{sampler} + {pruner} has nothing under way and is not done");
    }
}
