using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>
/// Fills the free slots in order of claim: attempts cut short, repeats of configurations that came through, promotions, new configurations. Each proposal
/// sees those before it as running.
/// </summary>
internal sealed class Slots
{
    private readonly StudySpec spec;
    private readonly Ledger ledger;
    private readonly Proposer proposer;
    private readonly StudyHistory history;
    private readonly List<PlanStep> steps;
    private readonly HashSet<int> started = [];
    private readonly HashSet<(int Configuration, int Repeat)> repeated = [];
    private readonly HashSet<int> resumed = [];
    private readonly HashSet<int> pruned = [];
    private int free;
    private bool exhausted;

    public Slots(StudySpec spec, Ledger ledger, Proposer proposer, StudyHistory history, List<PlanStep> steps)
    {
        (this.spec, this.ledger, this.proposer, this.history, this.steps) = (spec, ledger, proposer, history, steps);
        free = spec.Search.ParallelTrials - ledger.UnderWay;
    }

    private int Recorded => ledger.Trials.Count + started.Count;

    private int Repeated => repeated.Count + ledger.Judged.Repeats;

    private bool AnythingRuns => ledger.UnderWay + ledger.DueCount + started.Count + resumed.Count > 0;

    /// <returns>The study's natural end, when nothing is left to do but to settle what is paused; else null.</returns>
    public Ending? Fill(IReadOnlyList<Verdict> verdicts)
    {
        foreach (var (trial, reason) in ledger.Due.Take(Math.Max(0, free))) Run(trial, reason);
        StartRepeats(spec.Search.RepeatBest is { } best ? BestToRepeat.AtGoal(spec, Succeeded(), best) : ledger.Unrepeated);
        Prune(verdicts);
        Promote(verdicts);
        StartNew();
        if (free > 0 && spec.Search.RepeatBest is { } few && !MayStart())
            StartRepeats(BestToRepeat.Certain(spec, Succeeded(), few, history.Trials.Running));
        StopRunning(verdicts);
        return AnythingRuns || MayStart() ? null : Last();
    }

    private void Run(Trial trial, string reason)
    {
        steps.Add(new PlanStep.RunAttempt(trial.Spec.Number, trial.Status.Attempt + 1, reason));
        resumed.Add(trial.Spec.Number);
        free--;
    }

    private void StartRepeats(IEnumerable<Trial> firsts)
    {
        var repeats = StudyBudget.Repeats(spec);
        if (repeats == 1) return;
        foreach (var first in firsts)
        {
            foreach (var repeat in Enumerable.Range(1, repeats - 1).Except(ledger.RepeatsOf(first.Spec.Number).Select(t => t.Spec.Repeat)))
            {
                if (free <= 0 || Recorded >= StudyBudget.MaxTrials(spec)) return;
                if (!repeated.Add((first.Spec.Number, repeat))) continue;
                Start(proposer.Repeat(first.Spec, repeat, ledger.NextNumber(started)));
            }
        }
    }

    private IEnumerable<Trial> Succeeded() => ledger.Trials.Where(t => t.Spec.Repeat == 0 && t.Status.Phase == TrialPhase.Succeeded);

    private void Prune(IReadOnlyList<Verdict> verdicts)
    {
        foreach (var verdict in verdicts.Where(v => v.Action == VerdictAction.Prune && Find(v.Number) is { Status.Phase: TrialPhase.Paused } trial && !ledger.IsDue(trial)))
        {
            // Paused in this very plan: the phase that it ends in is all that is worth writing.
            steps.RemoveAll(s => s is PlanStep.SettleTrial settle && settle.Number == verdict.Number);
            steps.Add(new PlanStep.SettleTrial(verdict.Number, TrialPhase.Pruned, verdict.Reason));
            pruned.Add(verdict.Number);
        }
    }

    private void Promote(IReadOnlyList<Verdict> verdicts)
    {
        foreach (var verdict in verdicts.Where(v => v.Action == VerdictAction.Resume))
        {
            if (free <= 0) return;
            if (Find(verdict.Number) is { Status.Phase: TrialPhase.Paused } trial && !resumed.Contains(verdict.Number)) Run(trial, verdict.Reason);
        }
    }

    private void StartNew()
    {
        while (free > 0 && AllowedNow())
        {
            if (Propose() is not { } spec) return;
            Start(spec);
            history.Propose(spec);
        }
    }

    private void StopRunning(IReadOnlyList<Verdict> verdicts)
    {
        foreach (var verdict in verdicts.Where(v => v.Action is VerdictAction.Pause or VerdictAction.Prune))
        {
            if (Find(verdict.Number) is not { } trial || !TrialRecord.IsUnderWay(trial.Status) || trial.Status.Stop is not null) continue;

            // Promoted, and overtaken at its rung before its first new epoch: a promotion is kept, or trials would go to and fro for nothing.
            if (verdict.Action == VerdictAction.Pause && trial.Status.Epochs.Count == trial.Status.ResumedFrom) continue;
            if (IsLastHope(trial)) continue;
            steps.Add(new PlanStep.StopTrial(verdict.Number, verdict.Action == VerdictAction.Pause ? StopKind.Pause : StopKind.Prune, verdict.Reason));
        }
    }

    /// <summary>Stopping a trial that the study's end would resume at once costs a restart and buys nothing.</summary>
    private bool IsLastHope(Trial trial) =>
        ledger.UnderWay == 1 && ledger.DueCount + started.Count + resumed.Count == 0
        && Champion.Among(history.WithEpochs)?.Number == trial.Spec.Number
        && !MayStart();

    /// <summary>The end: the champion goes on if there is one; else the study is over.</summary>
    private Ending? Last()
    {
        var left = history.Trials.Where(o => !pruned.Contains(o.Number)).ToList();
        if (Champion.Among(history.Epochs(left)) is not { } champion) return Ending.Natural(spec, ledger, exhausted);
        Run(Find(champion.Number)!, "the best of those that are left, and nothing else is left to do");
        return null;
    }

    private void Start(TrialSpec trial)
    {
        steps.Add(new PlanStep.StartTrial(trial));
        started.Add(trial.Number);
        free--;
    }

    private bool AllowedNow()
    {
        return StudyBudget.AllowsNewConfiguration(spec, Recorded, Repeated, history.Trials.Running);
    }

    /// <summary>Whether a new configuration may start, now or when a slot or a reservation falls free.</summary>
    private bool MayStart() => StudyBudget.AllowsNewConfiguration(spec, Recorded, Repeated, 0) && Propose() is not null;

    private TrialSpec? Propose()
    {
        if (exhausted) return null;
        var next = proposer.Next(history.Trials, ledger.NextNumber(started));
        exhausted = next is null;
        return next;
    }

    private Trial? Find(int number) => ledger.Find(number);
}
