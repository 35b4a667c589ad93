using Filler.Api;

namespace Filler.Studies.Tests.Simulation;

/// <summary>
/// An executor whose workers, reports and own life are at the mercy of a seed. It follows the contract: facts are written, steps carried out, reports of
/// older attempts refused. Chaos: steps done twice, plans cut short, workers that crash, hang, diverge or vanish, results found late, restarts.
/// </summary>
/// <param name="accuracy">Of a trial after an epoch; null: it diverges there. By default trials differ, and improve.</param>
internal sealed class SimulatedExecutor(Study study, int seed, Func<TrialSpec, int, double?>? accuracy = null)
{
    private static readonly ExitKind[] Faults =
    [
        ExitKind.Crashed, ExitKind.Crashed, ExitKind.Crashed, ExitKind.Hung, ExitKind.Lost, ExitKind.Lost,
        ExitKind.Succeeded, ExitKind.Stopped, ExitKind.Diverged, ExitKind.UserError,
    ];

    private readonly Random random = new(seed);
    private readonly SortedDictionary<int, Trial> records = [];
    private readonly Dictionary<int, TrialResult> store = [];
    private DateTimeOffset now = Facts.Noon;

    public Study Study { get; private set; } = study;

    public IReadOnlyList<Trial> Trials => [.. records.Values];

    public DateTimeOffset Now => now;

    /// <summary>Attempts begun, by trial: each begins once.</summary>
    public HashSet<(int Number, int Attempt)> Begun { get; } = [];

    public int MostUnderWay { get; private set; }

    public void Carry(Plan plan, bool chaos)
    {
        foreach (var step in plan.Steps)
        {
            if (chaos && random.NextDouble() < 0.1) return;
            Apply(step, plan.Status, dies: chaos && random.NextDouble() < 0.1);
            if (chaos && random.NextDouble() < 0.3) Apply(step, plan.Status, dies: false);
        }
    }

    /// <summary>Something happens in the world.</summary>
    public void Live(bool chaos)
    {
        now = now.AddSeconds(1);

        // The user suspends and resumes the study at will; in the end it is resumed.
        if (chaos ? random.NextDouble() < 0.04 : Study.Spec.Suspend) Study = Study with { Spec = Study.Spec with { Suspend = !Study.Spec.Suspend } };
        var running = Trials.Where(t => TrialRecord.IsUnderWay(t.Status)).ToList();
        if (chaos && random.NextDouble() < 0.03)
        {
            foreach (var trial in running) End(trial, ExitKind.Lost);
            return;
        }

        if (running.Count == 0) return;
        var one = running[random.Next(running.Count)];
        if (chaos && random.NextDouble() < 0.15)
        {
            End(one, Faults[random.Next(Faults.Length)]);
            return;
        }

        if (one.Status.Stop is not null && random.NextDouble() < 0.5) End(one, ExitKind.Stopped);
        else Train(one);
    }

    private void Train(Trial trial)
    {
        var epoch = trial.Status.Epochs.Count + 1;
        if (epoch <= trial.Spec.Training.Epochs)
        {
            if ((accuracy ?? Improving)(trial.Spec, epoch) is not { } reached)
            {
                End(trial, ExitKind.Diverged);
                return;
            }

            Put(trial, TrialRecord.Report(trial.Status, trial.Status.Attempt, [Facts.Epoch(epoch, reached)]));

            // A report of an attempt long gone must change nothing.
            Assert.Null(TrialRecord.Report(records[trial.Spec.Number].Status, trial.Status.Attempt - 1, [Facts.Epoch(epoch + 1, 0)]));
            return;
        }

        store.TryAdd(trial.Spec.Number, Facts.Result(trial.Status.Epochs, trial.Status.Attempt));
        End(trial, ExitKind.Succeeded);
    }

    private static double? Improving(TrialSpec trial, int epoch) => (0.5 + (0.4 * ((trial.Seed % 97) / 97.0))) * epoch / (epoch + 1.0);

    private void End(Trial trial, ExitKind kind) =>
        Put(trial, TrialRecord.Exit(trial.Status, new AttemptExit(trial.Status.Attempt, kind, $"{kind}"), store.GetValueOrDefault(trial.Spec.Number)));

    private void Apply(PlanStep step, StudyStatus status, bool dies)
    {
        switch (step)
        {
            case PlanStep.StartTrial start:
                if (records.ContainsKey(start.Spec.Number)) return;
                records[start.Spec.Number] = TrialRecord.Create(Study, start.Spec);
                if (!dies) Begin(start.Spec.Number, 1);
                break;
            case PlanStep.RunAttempt run:
                Begin(run.Number, run.Attempt);
                break;
            case PlanStep.StopTrial stop:
                Put(records[stop.Number], TrialRecord.Stop(records[stop.Number].Status, stop));
                break;
            case PlanStep.SettleTrial settle:
                Put(records[settle.Number], TrialRecord.Settle(records[settle.Number].Status, settle, now));
                break;
            case PlanStep.FinishStudy:
                Study = Study with { Status = status };
                break;
        }
    }

    private void Begin(int number, int attempt)
    {
        if (TrialRecord.Begin(records[number].Status, attempt, now) is not { } begun) return;
        Assert.True(Begun.Add((number, attempt)), $"attempt {attempt} of trial {number} began twice");
        Put(records[number], begun);
        MostUnderWay = Math.Max(MostUnderWay, Trials.Count(t => TrialRecord.IsUnderWay(t.Status)));
    }

    private void Put(Trial trial, TrialStatus? changed)
    {
        if (changed is null) return;
        var before = records[trial.Spec.Number].Status;
        Assert.False(TrialStanding.IsFinal(before.Phase), $"trial {trial.Spec.Number} was {before.Phase} and is written again");
        Assert.True(changed.Epochs.Count >= before.Epochs.Count, $"trial {trial.Spec.Number} went back from epoch {before.Epochs.Count} to {changed.Epochs.Count}");
        records[trial.Spec.Number] = records[trial.Spec.Number] with { Status = changed };
    }
}
