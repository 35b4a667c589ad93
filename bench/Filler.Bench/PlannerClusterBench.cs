using System.Globalization;
using Filler.Api;
using Filler.Studies;

namespace Filler.Bench;

/// <summary>
/// A simulated cluster under the whole planner: a thousand workers, twenty thousand trials of 27 epochs, a decision after every fact. Processor time a
/// decision, over the study as it grows and over its last thousand decisions.
/// </summary>
internal static class PlannerClusterBench
{
    private const int Workers = 1000;
    private const int Trials = 20_000;
    private const int Epochs = 27;

    public static int Run(TextWriter output)
    {
        foreach (var (sampler, pruner) in new[] { ("random", "none"), ("tpe", "asha"), ("auto", "asha") })
        {
            var cluster = new SimulatedCluster(PlannerBench.Study(sampler, pruner, Trials, Workers, Epochs), seed: 3);
            cluster.Run();
            var (mean, late) = (cluster.Milliseconds.Average(), cluster.Milliseconds.TakeLast(1000).Average());
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"planner: {sampler} + {pruner}, {Workers} workers, {cluster.Trials.Count} trials, {cluster.Milliseconds.Count} decisions: {mean:g3} ms of processor time a decision, the last thousand {late:g3} ms; {cluster.Proposing.Average():g3} ms one that starts trials, {cluster.Milliseconds.Sum() / cluster.Trials.Count:g3} ms in all a trial (aim 10 a decision, stretch 2)"));
            output.Flush();
        }

        return 0;
    }

    /// <summary>Workers whose epochs take random times on a virtual clock; the records change as an executor would change them.</summary>
    private sealed class SimulatedCluster(Study study, int seed)
    {
        private readonly Random random = new(seed);
        private readonly PriorityQueue<int, double> next = new();
        private double clock;

        public List<Trial> Trials { get; } = [];

        public List<double> Milliseconds { get; } = [];

        /// <summary>Of the decisions that start trials.</summary>
        public List<double> Proposing { get; } = [];

        public void Run()
        {
            while (true)
            {
                while (Decide() is { Count: > 0 } steps)
                {
                    foreach (var step in steps) Carry(step);
                    if (steps[0] is PlanStep.FinishStudy) return;
                }

                if (!next.TryDequeue(out var number, out clock)) throw new InvalidOperationException("nothing runs and the study has not ended");
                Live(number);
            }
        }

        private DateTimeOffset Now => DateTimeOffset.UnixEpoch.AddSeconds(clock);

        private IReadOnlyList<PlanStep> Decide()
        {
            var before = Environment.CpuUsage.TotalTime;
            var plan = StudyPlanner.Decide(study, Trials, Now);
            Milliseconds.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            if (plan.Steps.Any(s => s is PlanStep.StartTrial)) Proposing.Add(Milliseconds[^1]);
            return plan.Steps;
        }

        private void Carry(PlanStep step)
        {
            switch (step)
            {
                case PlanStep.StartTrial start:
                    Trials.Add(TrialRecord.Create(study, start.Spec));
                    Begin(start.Spec.Number, 1);
                    break;
                case PlanStep.RunAttempt run:
                    Begin(run.Number, run.Attempt);
                    break;
                case PlanStep.StopTrial stop:
                    Put(stop.Number, TrialRecord.Stop(Trials[stop.Number].Status, stop));
                    break;
                case PlanStep.SettleTrial settle:
                    Put(settle.Number, TrialRecord.Settle(Trials[settle.Number].Status, settle, Now));
                    break;
            }
        }

        private void Begin(int number, int attempt)
        {
            Put(number, TrialRecord.Begin(Trials[number].Status, attempt, Now));
            next.Enqueue(number, clock + Seconds());
        }

        // One epoch, the end, or, where the trial was told to leave, its exit.
        private void Live(int number)
        {
            var status = Trials[number].Status;
            if (!TrialRecord.IsUnderWay(status)) return;
            if (status.Stop is not null)
            {
                Put(number, TrialRecord.Exit(status, new AttemptExit(status.Attempt, ExitKind.Stopped, ""), null));
                return;
            }

            if (status.Epochs.Count == Epochs)
            {
                Put(number, TrialRecord.Exit(status, new AttemptExit(status.Attempt, ExitKind.Succeeded, ""), PlannerBench.Result(status.Epochs)));
                return;
            }

            Put(number, TrialRecord.Report(status, status.Attempt, [PlannerBench.Epoch(status.Epochs.Count + 1, Quality(Trials[number].Spec))]));
            next.Enqueue(number, clock + Seconds());
        }

        private double Seconds() => Math.Exp(3 * random.NextDouble());

        // Best for four layers, a third of dropout and a rate of 1e-3.
        private static double Quality(TrialSpec trial)
        {
            double Value(string path) => double.Parse(trial.Parameters[path].ToJsonString(), CultureInfo.InvariantCulture);
            return 0.95 - (0.03 * Math.Abs(Value("model.convLayers") - 4)) - (0.2 * Math.Pow(Value("model.dropout") - 0.33, 2)) - (0.05 * Math.Abs(Math.Log10(Value("training.learningRate")) + 3));
        }

        private void Put(int number, TrialStatus? status)
        {
            if (status is not null) Trials[number] = Trials[number] with { Status = status };
        }
    }
}
