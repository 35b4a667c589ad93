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
            var random = Utilisation("random", "none", parallel);
            foreach (var (sampler, pruner) in new[] { ("tpe", "none"), ("gp", "none"), ("cmaes", "none"), ("genetic", "none"), ("auto", "none"), ("random", "asha"), ("tpe", "asha"), ("gp", "asha"), ("gp", "hyperband") })
            {
                var found = Utilisation(sampler, pruner, parallel);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"utilisation: k={parallel,-2} {sampler + " + " + pruner,-16} {found:0.0000}, {found / random:0.0000} of random search's {random:0.0000}"));
                output.Flush();
            }
        }

        return 0;
    }

    // Until the budget is asked: the end, where workers have nothing left to do, is every sampler's alike.
    private static double Utilisation(string sampler, string pruner, int parallel)
    {
        var problem = NetworkSurrogate.Problem(1);
        var fidelity = pruner == "none" ? null : new AskTellFidelity(1, 81, 3);
        var session = new AskTellSession(new AskTellProblem(problem.Space, sampler, pruner, 1, (fidelity?.Max ?? 1) * Math.Max(200, 5 * parallel), parallel, fidelity), []);
        var random = new Random(3);
        var running = new PriorityQueue<AskTellMove.Ask, double>();
        var reached = new Dictionary<int, int>();
        var (clock, planner, busy) = (0.0, 0.0, 0.0);
        while (true)
        {
            planner = Math.Max(planner, clock);
            var before = Environment.CpuUsage.TotalTime;
            foreach (var move in session.Next())
            {
                planner += (Environment.CpuUsage.TotalTime - before).TotalSeconds;
                if (move is AskTellMove.Done) return busy / (parallel * clock);
                if (move is AskTellMove.Ask ask)
                {
                    var share = ask.Fidelity is { } epoch ? (epoch - reached.GetValueOrDefault(ask.Trial!.Value)) / 27.0 : 1;
                    var seconds = share * MedianSeconds * Math.Exp(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
                    busy += seconds;
                    running.Enqueue(ask, planner + seconds);
                }

                before = Environment.CpuUsage.TotalTime;
            }

            if (!running.TryDequeue(out var done, out clock)) return busy / (parallel * clock);
            if (done.Trial is { } trial) reached[trial] = done.Fidelity!.Value;
            session.Tell(done.Id, problem.Regret(done.Parameters) + (1.0 / (done.Fidelity ?? 81)));
        }
    }
}
