using System.Globalization;
using Filler.Search;

namespace Filler.Bench;

/// <summary>A thousand workers and twenty thousand trials with early stopping: processor time of the search for each decision, one decision at every report.</summary>
internal static class ClusterBench
{
    private const int Workers = 1000;
    private const int Trials = 20_000;

    public static int Run(TextWriter output)
    {
        foreach (var (sampler, pruner) in new[] { ("random", "asha"), ("auto", "none"), ("auto", "asha") })
        {
            var problem = NetworkSurrogate.Problem(1);
            var fidelity = pruner == "none" ? null : new AskTellFidelity(1, 81, 3);
            var session = new AskTellSession(new AskTellProblem(problem.Space, sampler, pruner, 1, fidelity is null ? Trials : 81L * Trials, Workers, fidelity), []);
            var random = new Random(3);
            var running = new PriorityQueue<AskTellMove.Ask, double>();
            var (clock, decisions, started, slowest) = (0.0, 0, 0, 0.0);
            var used = TimeSpan.Zero;
            while (started < Trials)
            {
                var before = Environment.CpuUsage.TotalTime;
                var asks = session.Next().OfType<AskTellMove.Ask>().ToList();
                var took = Environment.CpuUsage.TotalTime - before;
                used += took;
                slowest = Math.Max(slowest, took.TotalMilliseconds / Math.Max(1, asks.Count));
                decisions += Math.Max(1, asks.Count);
                foreach (var ask in asks)
                {
                    started = Math.Max(started, ask.Trial ?? ask.Id);
                    running.Enqueue(ask, clock + Math.Exp(random.NextDouble() * 3));
                }

                if (!running.TryDequeue(out var done, out clock)) break;
                session.Tell(done.Id, problem.Regret(done.Parameters) + (1.0 / (done.Fidelity ?? 81)));
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"cluster: {sampler} + {pruner}, {Workers} workers, {started} trials, {decisions} decisions: {used.TotalMilliseconds / decisions:g3} ms a decision, slowest {slowest:g3} ms (aim 10, stretch 2)"));
            output.Flush();
        }

        return 0;
    }
}
