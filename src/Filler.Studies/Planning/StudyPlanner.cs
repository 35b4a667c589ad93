using Filler.Api;

namespace Filler.Studies;

/// <summary>
/// Decides what a study does next: a pure function of the manifest, the trial records and the time. Any process may die at any instant; the next one decides
/// from the same facts. Executors write facts (attempt, epochs, exit, result; see <see cref="TrialRecord"/>) and carry out the steps.
/// </summary>
public static class StudyPlanner
{
    /// <param name="study">The manifest, with the uid that its executor gave it, and the status last written.</param>
    /// <param name="trials">Every record of this study, in any order. A record that is the same object as at an earlier decision is not looked at again (ADR-0018).</param>
    /// <param name="now">The time, for the time limit and for the status.</param>
    /// <param name="earlier">Trials of earlier studies, see <see cref="WarmStart"/>; the same ones at every decision. Null: none.</param>
    /// <exception cref="ArgumentException">The study has no uid, or the records are not this study's, or two have one number.</exception>
    public static Plan Decide(Study study, IReadOnlyList<Trial> trials, DateTimeOffset now, IReadOnlyList<EarlierTrial>? earlier = null)
    {
        var context = StudyContext.Of(study.Spec);
        return context.Problems.Count > 0
            ? new Plan([], StudyStatuses.Refused(study, trials, context.Problems, now), null)
            : Decide(study, trials, now, context, earlier);
    }

    internal static Plan Decide(Study study, IReadOnlyList<Trial> trials, DateTimeOffset now, StudyContext context, IReadOnlyList<EarlierTrial>? earlier = null)
    {
        if (string.IsNullOrEmpty(study.Metadata.Uid)) throw new ArgumentException("metadata.uid is missing; the executor gives the study one", nameof(study));
        if (StudyStatuses.IsFinished(study)) return new Plan([], study.Status!, null);

        var memory = LedgerMemory.Take(study, trials, context);
        var plan = Decide(study, memory.Ledger, now, memory.Context, earlier);
        memory.Keep(trials);
        return plan;
    }

    private static Plan Decide(Study study, Ledger ledger, DateTimeOffset now, StudyContext context, IReadOnlyList<EarlierTrial>? earlier)
    {
        var objectives = SeveralObjectives.Of(study.Spec, ledger);
        var earlierTrials = earlier is { Count: > 0 } ? EarlierHistory.Of(study.Spec, context.Space, earlier) : null;
        var proposer = new Proposer(study, context.Space, context.Sampler, earlierTrials, objectives, new Inheritance(study.Spec, ledger));
        var (steps, ending) = Steps(study, ledger, now, proposer, context, objectives);

        // The end stands alone, so that nobody who dies between two steps leaves a finished study with unsettled trials.
        if (ending is not null && steps.Count == 0 && ledger.UnderWay == 0)
            return new Plan([new PlanStep.FinishStudy(ending.Failed, ending.Reason)], StudyStatuses.Finished(study, ledger, ending, now), null);
        DateTimeOffset?[] limits = [Ending.Deadline(study.Spec, ledger.Given), GpuBudget.UsedUpAt(study.Spec, ledger, now)];
        var wake = limits.Where(l => l > now).Min();
        return new Plan(steps, StudyStatuses.InProgress(study, ledger, ending, now), wake);
    }

    private static (List<PlanStep> Steps, Ending? Ending) Steps(Study study, Ledger ledger, DateTimeOffset now, Proposer proposer, StudyContext context, SeveralObjectives? objectives)
    {
        var steps = ledger.Settlements.ToList();
        var ending = Ending.Now(study.Spec, ledger, now);
        if (ending is not null)
        {
            steps.AddRange(Stops(ledger, StopKind.Surplus, ending.Reason));
        }
        else if (study.Spec.Suspend)
        {
            steps.AddRange(Stops(ledger, StopKind.Suspend, "the study is suspended"));
        }
        else
        {
            var history = ledger.HistoryIn(context.Space, study.Spec.Objective.Metric);
            var judged = objectives is null ? history.WithEpochs : history.Epochs(objectives.Ranked(history.Trials));
            ending = new Slots(study.Spec, ledger, proposer, history, steps).Fill(context.Pruner.Judge(judged, context.MaxEpochs));
        }

        if (ending is not null) SettleLeftovers(ledger, ending.Reason, steps);
        return (steps, ending);
    }

    private static IEnumerable<PlanStep> Stops(Ledger ledger, StopKind kind, string reason) =>
        ledger.Running.Where(t => t.Status.Stop is null)
            .Select(t => new PlanStep.StopTrial(t.Spec.Number, kind, reason));

    /// <summary>What neither runs nor is final when the study ends.</summary>
    private static void SettleLeftovers(Ledger ledger, string reason, List<PlanStep> steps)
    {
        var pruned = steps.OfType<PlanStep.SettleTrial>().Where(s => s.Phase == TrialPhase.Pruned).Select(s => s.Number).ToHashSet();
        var leftovers = ledger.Trials
            .Where(t => !TrialStanding.IsFinal(t.Status.Phase) && !TrialRecord.IsUnderWay(t.Status) && !pruned.Contains(t.Spec.Number))
            .Select(t => t.Spec.Number).ToHashSet();
        steps.RemoveAll(s => s is PlanStep.SettleTrial settle && leftovers.Contains(settle.Number));
        steps.AddRange(leftovers.Select(n => new PlanStep.SettleTrial(n, TrialPhase.Pruned, $"not needed any more: {reason}")));
    }
}
