using Filler.Api;
using Filler.Studies;

namespace Filler.Bench;

/// <summary>
/// The whole planner against workers whose epochs take random times on a virtual clock; the records change as an executor would change them.
/// </summary>
/// <param name="study">With a uid.</param>
/// <param name="seed">Of the times, and of whatever <paramref name="accuracy"/> draws.</param>
/// <param name="accuracy">Of a trial on its validation images after an epoch.</param>
/// <param name="earlier">Trials of earlier studies; null: none.</param>
internal sealed class SimulatedCluster(Study study, int seed, Func<TrialSpec, int, Random, double> accuracy, IReadOnlyList<EarlierTrial>? earlier = null)
{
    private readonly Random random = new(seed);
    private readonly PriorityQueue<int, double> next = new();
    private double clock;

    public List<Trial> Trials { get; } = [];

    /// <summary>Epochs trained so far, of all trials.</summary>
    public int Epochs { get; private set; }

    /// <summary>Processor time of each decision.</summary>
    public List<double> Milliseconds { get; } = [];

    /// <summary>Of the decisions that start trials.</summary>
    public List<double> Proposing { get; } = [];

    private DateTimeOffset Now => DateTimeOffset.UnixEpoch.AddSeconds(clock);

    /// <summary>To the study's end, or until so many epochs have been trained.</summary>
    /// <param name="finished">Sees each trial that has been trained to its last epoch, when it has.</param>
    public void Run(int mostEpochs = int.MaxValue, Action<Trial>? finished = null)
    {
        while (Epochs < mostEpochs)
        {
            while (Decide() is { Count: > 0 } steps)
            {
                foreach (var step in steps) Carry(step);
                if (steps[0] is PlanStep.FinishStudy) return;
            }

            if (!next.TryDequeue(out var number, out clock)) throw new InvalidOperationException("nothing runs and the study has not ended");
            Live(number);
            if (finished is not null && Trials[number].Status.Result is not null) finished(Trials[number]);
        }
    }

    private IReadOnlyList<PlanStep> Decide()
    {
        var before = Environment.CpuUsage.TotalTime;
        var plan = StudyPlanner.Decide(study, Trials, Now, earlier);
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
        var (spec, status) = (Trials[number].Spec, Trials[number].Status);
        if (!TrialRecord.IsUnderWay(status)) return;
        if (status.Stop is not null)
        {
            Put(number, TrialRecord.Exit(status, new AttemptExit(status.Attempt, ExitKind.Stopped, ""), null));
            return;
        }

        if (status.Epochs.Count == spec.Training.Epochs)
        {
            Put(number, TrialRecord.Exit(status, new AttemptExit(status.Attempt, ExitKind.Succeeded, ""), PlannerBench.Result(status.Epochs)));
            return;
        }

        var epoch = status.Epochs.Count + 1;
        Put(number, TrialRecord.Report(status, status.Attempt, [PlannerBench.Epoch(epoch, accuracy(spec, epoch, random))]));
        Epochs++;
        next.Enqueue(number, clock + Seconds());
    }

    private double Seconds() => Math.Exp(3 * random.NextDouble());

    private void Put(int number, TrialStatus? status)
    {
        if (status is not null) Trials[number] = Trials[number] with { Status = status };
    }
}
