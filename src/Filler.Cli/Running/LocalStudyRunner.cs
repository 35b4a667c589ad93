using System.Threading.Channels;
using Filler.Api;
using Filler.Cli.Datasets;
using Filler.Cli.Records;
using Filler.Cli.Reuse;
using Filler.Cli.Screens;
using Filler.Cli.Workers;
using Filler.Storage;
using Filler.Studies;

namespace Filler.Cli.Running;

/// <summary>
/// Carries out the planner's steps on this machine. One loop: facts come in through a channel, change the records, the planner decides
/// anew, its steps are done. The loop decides nothing but when a silent or stubborn worker is killed.
/// </summary>
internal sealed class LocalStudyRunner
{
    private readonly RunFolder folder;
    private readonly IReadOnlyList<EarlierTrial>? earlier;
    private readonly TrialLedger ledger;
    private readonly IBlobStore store;
    private readonly IRunScreen screen;
    private readonly TimeProvider time;
    private readonly Attempts attempts;
    private readonly FinishedTrials finished;
    private readonly Channel<RunFact> facts = Channel.CreateUnbounded<RunFact>(new UnboundedChannelOptions { SingleReader = true });
    private readonly RunProgress progress;
    private Study study;
    private int stops;

    /// <param name="study">As recorded in the folder; its lock is held.</param>
    /// <param name="earlier">Trials of earlier studies that count; the same ones in every command on the folder.</param>
    public LocalStudyRunner(
        RunFolder folder, Study study, IBlobStore store, IWorkerLauncher launcher, IDatasets datasets, IRunScreen screen, TimeProvider time,
        IReadOnlyList<EarlierTrial>? earlier = null)
    {
        this.earlier = earlier;
        this.folder = folder;
        this.study = study;
        this.store = store;
        this.screen = screen;
        this.time = time;
        ledger = new TrialLedger(folder);
        attempts = new Attempts(ledger, launcher, datasets, Report, screen, time, TimeSpan.FromSeconds(study.Spec.Trial.SilenceSeconds));
        finished = new FinishedTrials(store, ledger, datasets, screen, time);
        progress = new RunProgress(time);
    }

    /// <summary>Trials that this machine has room for at once, where that is fewer than the study asks for.</summary>
    public int AtOnce { get; init; } = int.MaxValue;

    /// <summary>The study with its latest status, and its trials.</summary>
    public (Study Study, IReadOnlyList<Trial> Trials) Record => (study, ledger.All);

    /// <summary>Tells the loop of something that happened; from any thread.</summary>
    public void Report(RunFact fact) => facts.Writer.TryWrite(fact);

    /// <exception cref="CommandFailure">The record cannot be written, the disk is full or the worker is missing; the run may go on later.</exception>
    public async Task<RunEnd> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await new LostAttempts(store, ledger, screen).SettleAsync(cancellationToken);
            while (true)
            {
                var wakeAt = await CarryOutPlanAsync(cancellationToken);
                screen.Show(progress.View(study, ledger.All, attempts));
                if (attempts.None && (Ended() ?? Stopped(wakeAt)) is { } end) return end;
                await WaitAsync(wakeAt, cancellationToken);
                if (await TakeFactsAsync(cancellationToken)) return new RunEnd(RunEndKind.Stopped, "stopped at once");
            }
        }
        finally
        {
            await attempts.EndAllAsync(facts.Reader);
        }
    }

    private RunEnd? Ended() => StudyState.Of(study) switch
    {
        StudyState.Complete => new RunEnd(RunEndKind.Complete, study.Status!.Message ?? ""),
        StudyState.Failed => new RunEnd(RunEndKind.Failed, study.Status!.Message ?? ""),
        _ => null,
    };

    private RunEnd? Stopped(DateTimeOffset? wakeAt)
    {
        if (stops > 0) return new RunEnd(RunEndKind.Stopped, "stopped");
        if (study.Spec.Suspend) return new RunEnd(RunEndKind.Stopped, "spec.suspend is true");
        return wakeAt is null
            ? throw new InvalidOperationException($"study '{study.Metadata.Name}': nothing runs, nothing is planned and the study has not ended")
            : null;
    }

    private async Task<DateTimeOffset?> CarryOutPlanAsync(CancellationToken cancellationToken)
    {
        // Steps change the records, and the planner may have more to say about them; a plan without steps is rest.
        for (var round = 0; round < 1000; round++)
        {
            var plan = StudyPlanner.Decide(study with { Spec = Here(study.Spec) }, ledger.All, time.GetUtcNow(), earlier);
            foreach (var step in plan.Steps) await CarryOutAsync(step, cancellationToken);
            SaveStatus(plan.Status);
            if (plan.Steps.Count == 0) return plan.WakeAt;
        }

        throw new InvalidOperationException($"study '{study.Metadata.Name}': the planner does not come to rest");
    }

    // The study as this machine and its user let it run; the record keeps it as it is.
    private StudySpec Here(StudySpec asked) => asked with
    {
        Suspend = asked.Suspend || stops > 0,
        Search = asked.Search.ParallelTrials <= AtOnce ? asked.Search : asked.Search with { ParallelTrials = AtOnce },
    };

    private async Task CarryOutAsync(PlanStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case PlanStep.StartTrial start:
                ledger.Add(study, start.Spec);
                await RunAsync(start.Spec.Number, 1, cancellationToken);
                break;
            case PlanStep.RunAttempt run:
                await RunAsync(run.Number, run.Attempt, cancellationToken);
                break;
            case PlanStep.StopTrial stop:
                attempts.Stop(stop);
                break;
            case PlanStep.SettleTrial settle:
                // Before the phase is written: whoever dies between the two settles, and publishes, again.
                if (settle.Phase == TrialPhase.Succeeded) await finished.PublishAsync(settle.Number, cancellationToken);
                if (ledger.Change(settle.Number, s => TrialRecord.Settle(s, settle, time.GetUtcNow())))
                    screen.Note(TrialNote.Settled(study, ledger[settle.Number]));
                break;
            case PlanStep.FinishStudy:
                // The plan's status, saved next, says how.
                break;
            default:
                throw new InvalidOperationException($"plan step {step.GetType().Name} is unknown");
        }
    }

    private async Task RunAsync(int number, int attempt, CancellationToken cancellationToken)
    {
        if (!await finished.TakeOverAsync(number, study.Spec.Search.Reuse, cancellationToken)) attempts.Run(number, attempt);
    }

    private void SaveStatus(StudyStatus status)
    {
        if (study.Status is { } before && FillerJson.Serialize(before) == FillerJson.Serialize(status)) return;
        study = study with { Status = status };
        folder.Write(study);
    }

    private async Task WaitAsync(DateTimeOffset? wakeAt, CancellationToken cancellationToken)
    {
        var due = attempts.NextDeadline();
        if (due <= TimeSpan.Zero) return;
        if (wakeAt is { } at)
        {
            // Never less than a tenth of a second: a wake-up time that has passed without steps must not spin.
            var until = TimeSpan.FromSeconds(Math.Max(0.1, (at - time.GetUtcNow()).TotalSeconds));
            due = due is null || until < due ? until : due;
        }

        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var arrival = facts.Reader.WaitToReadAsync(cancellationToken).AsTask();
        await await Task.WhenAny(arrival, Task.Delay(due ?? Timeout.InfiniteTimeSpan, time, timer.Token));
        await timer.CancelAsync();
    }

    /// <returns>Whether to stop at once.</returns>
    private async Task<bool> TakeFactsAsync(CancellationToken cancellationToken)
    {
        while (facts.Reader.TryRead(out var fact))
        {
            switch (fact)
            {
                case WorkerSaid said:
                    attempts.Hear(said);
                    break;
                case AttemptEnded ended:
                    await attempts.EndAsync(ended, store, cancellationToken);
                    break;
                case StopAsked when ++stops > 1:
                    return true;
                case StopAsked:
                    screen.Note("stopping: workers write their checkpoints and leave; Ctrl-C again stops at once");
                    break;
                case DatasetProgressed or DatasetReady or DatasetRefused:
                    progress.Take(fact);
                    attempts.Take(fact);
                    break;
                case DatasetBroke broke:
                    throw broke.Cause as CommandFailure ?? (Exception)new InvalidOperationException($"dataset {broke.Key}: {broke.Cause.Message}", broke.Cause);
                default:
                    throw new InvalidOperationException($"fact {fact.GetType().Name} is unknown");
            }
        }

        attempts.KillOverdue();
        return false;
    }
}
