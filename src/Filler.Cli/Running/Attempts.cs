using System.Threading.Channels;
using Filler.Api;
using Filler.Cli.Datasets;
using Filler.Cli.Records;
using Filler.Cli.Screens;
using Filler.Cli.Workers;
using Filler.Storage;
using Filler.Studies;

namespace Filler.Cli.Running;

/// <summary>The attempts under way in this runner, one slot each, from waiting for the dataset to the worker's last word.</summary>
internal sealed class Attempts(
    TrialLedger ledger, IWorkerLauncher launcher, IDatasets datasets, Action<RunFact> report, IRunScreen screen, TimeProvider time, TimeSpan silence)
{
    /// <summary>How long a worker that should leave may write its checkpoint.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private readonly List<Slot> slots = [];
    private readonly Dictionary<string, string> ready = [];

    public bool None => slots.Count == 0;

    public IReadOnlyList<Slot> Slots => slots;

    public void Run(int number, int attempt)
    {
        if (!ledger.Change(number, s => TrialRecord.Begin(s, attempt, time.GetUtcNow()))) return;
        var slot = new Slot(number, attempt, datasets.Prepare(ledger[number].Spec.Dataset, report)) { Heard = time.GetTimestamp() };
        slots.Add(slot);
        if (ready.TryGetValue(slot.Dataset, out var digest)) Launch(slot, digest);
        else launcher.Expect(slots.Count(s => s.Worker is null));
    }

    /// <summary>Records the request, then passes it on.</summary>
    public void Stop(PlanStep.StopTrial stop)
    {
        if (!ledger.Change(stop.Number, s => TrialRecord.Stop(s, stop))) return;
        if (slots.Find(s => s.Number == stop.Number && !Ended(s)) is not { } slot) return;
        slot.StopAsked = true;
        if (slot.Worker is null)
        {
            slots.Remove(slot);
            Exit(slot, ExitKind.Stopped, "before its first epoch");
            return;
        }

        slot.LeaveBy = Deadline(Grace);
        slot.Worker.AskToStop();
    }

    public void Hear(WorkerSaid said)
    {
        var (number, attempt) = (said.Event.Trial, said.Event.Attempt);
        if (slots.Find(s => s.Number == number && s.Attempt == attempt) is not { } slot) return;
        slot.Heard = time.GetTimestamp();
        switch (said.Event)
        {
            case WorkerStarted started:
                slot.Started = started;
                ledger.Change(number, s => TrialRecord.Build(s, started));
                ledger.Change(number, s => TrialRecord.Report(s, attempt, started.Resumed));
                break;
            case WorkerAlive alive:
                slot.Alive = (alive.Epoch, alive.Share);
                break;
            case WorkerEpoch { Record: var epoch }:
                ledger.Change(number, s => TrialRecord.Report(s, attempt, [epoch]));
                break;
            case WorkerFailed failed:
                slot.Failure = failed.Message;
                break;
            case WorkerFinished { Result: var result }:
                Exit(slot, ExitKind.Succeeded, "", result);
                break;
        }
    }

    public async Task EndAsync(AttemptEnded ended, IBlobStore store, CancellationToken cancellationToken)
    {
        if (slots.Find(s => s.Number == ended.Number && s.Attempt == ended.Attempt) is not { } slot) return;
        slots.Remove(slot);
        if (Ended(slot)) return;
        var trial = ledger[slot.Number];
        var (kind, message) = ExitJudgement.Of(ended, slot.StopAsked, slot.Killed, slot.Failure);
        // Killed between storing the result and reporting it: the store knows.
        var result = await LostAttempts.FindResultAsync(store, trial, slot.Attempt, cancellationToken);
        // No trial can go on, and the record may lie on the same disk: the next run finds this attempt lost.
        if (ended.ExitCode == WorkerExitCode.StoreFull) throw new UnwritableFailure($"{store.Address}: is full ({message}); free space there, or choose another --run-folder or spec.storage.folder");
        Exit(slot, kind, message, result);
        // Every other trial would end the same: better one message than a study of failures.
        if (ended.ExitCode == WorkerExitCode.Environment) throw new CommandFailure(ExitCode.Environment, message);
        if (result is null && kind is not ExitKind.Stopped)
            screen.Note($"trial {slot.Number}: attempt {slot.Attempt} ended ({kind}): {message}; log {ledger.Folder.Log(trial)}");
    }

    public void Take(RunFact fact)
    {
        switch (fact)
        {
            case DatasetReady made:
                ready[made.Key] = made.Digest;
                foreach (var slot in slots.Where(s => s.Dataset == made.Key && s.Worker is null).ToList()) Launch(slot, made.Digest);
                break;
            case DatasetRefused refused:
                foreach (var slot in slots.Where(s => s.Dataset == refused.Key && s.Worker is null).ToList())
                {
                    slots.Remove(slot);
                    Exit(slot, ExitKind.UserError, refused.Message);
                }

                break;
        }
    }

    /// <summary>Time until the next worker is silent or stubborn for too long; null where none runs.</summary>
    public TimeSpan? NextDeadline() =>
        slots.Where(s => s.Worker is not null && s.Killed is null).Select(s => (TimeSpan?)Remaining(s)).Min();

    public void KillOverdue()
    {
        foreach (var slot in slots.Where(s => s.Worker is not null && s.Killed is null && Remaining(s) <= TimeSpan.Zero))
        {
            slot.Killed = slot.StopAsked
                ? (ExitKind.Stopped, $"did not leave within {Grace.TotalSeconds:0} s and was killed; goes on from its last checkpoint")
                : (ExitKind.Hung, $"reported nothing for {silence.TotalSeconds:0} s and was killed");
            slot.Worker!.Kill();
        }
    }

    /// <summary>Kills what still runs, so that no worker outlives the run.</summary>
    public async Task EndAllAsync(ChannelReader<RunFact> facts)
    {
        var left = slots.Where(s => s.Worker is not null).ToHashSet();
        foreach (var slot in left) slot.Worker!.Kill();
        while (left.Count > 0 && await facts.WaitToReadAsync(CancellationToken.None))
        {
            while (facts.TryRead(out var fact))
            {
                if (fact is AttemptEnded gone) left.RemoveWhere(s => s.Number == gone.Number && s.Attempt == gone.Attempt);
            }
        }
    }

    private void Launch(Slot slot, string digest)
    {
        slot.Heard = time.GetTimestamp();
        slot.Worker = launcher.Start(ledger[slot.Number], digest, report);
        screen.Note(TrialNote.Started(ledger[slot.Number]));
    }

    private void Exit(Slot slot, ExitKind kind, string message, TrialResult? result = null) =>
        ledger.Change(slot.Number, s => TrialRecord.Exit(s, new AttemptExit(slot.Attempt, kind, message), result));

    private bool Ended(Slot slot) => ledger[slot.Number].Status is var status && (status.Attempt != slot.Attempt || !TrialRecord.IsUnderWay(status));

    private long Deadline(TimeSpan from) => time.GetTimestamp() + (long)(from.TotalSeconds * time.TimestampFrequency);

    private TimeSpan Remaining(Slot slot) => slot.LeaveBy is { } by
        ? TimeSpan.FromSeconds((by - time.GetTimestamp()) / (double)time.TimestampFrequency)
        : silence - time.GetElapsedTime(slot.Heard);
}
