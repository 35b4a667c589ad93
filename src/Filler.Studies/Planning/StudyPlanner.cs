using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>
/// Decides what a study does next: a pure function of the manifest, the trial records and the time. Any process may die at any instant; the next one decides
/// from the same facts. Executors write facts (attempt, epochs, exit, result; see <see cref="TrialRecord"/>) and carry out the steps.
/// </summary>
public static class StudyPlanner
{
    /// <param name="study">The manifest, with the uid that its executor gave it, and the status last written.</param>
    /// <param name="trials">Every record of this study, in any order.</param>
    /// <param name="now">The time, for the time limit and for the status.</param>
    /// <param name="earlier">Trials of earlier studies, see <see cref="WarmStart"/>; the same ones at every decision. Null: none.</param>
    /// <exception cref="ArgumentException">The study has no uid, or the records are not this study's, or two have one number.</exception>
    public static Plan Decide(Study study, IReadOnlyList<Trial> trials, DateTimeOffset now, IReadOnlyList<EarlierTrial>? earlier = null)
    {
        var context = StudyContext.Of(study.Spec);
        return context.Problems.Count > 0
            ? new Plan([], StudyStatuses.Refused(study, trials, context.Problems, now), null)
            : Decide(study, trials, now, context.Space, context.Sampler, context.Pruner, context.MaxEpochs, earlier);
    }

    internal static Plan Decide(
        Study study, IReadOnlyList<Trial> trials, DateTimeOffset now, SearchSpace space, ISampler sampler, IPruner pruner, int maxEpochs,
        IReadOnlyList<EarlierTrial>? earlier = null)
    {
        if (string.IsNullOrEmpty(study.Metadata.Uid)) throw new ArgumentException("metadata.uid is missing; the executor gives the study one", nameof(study));
        if (StudyStatuses.IsFinished(study)) return new Plan([], study.Status!, null);

        var ledger = Ledger.Of(study, trials);
        var objectives = SeveralObjectives.Of(study.Spec, ledger);
        var proposer = new Proposer(study, space, sampler, earlier is { Count: > 0 } ? EarlierHistory.Of(study.Spec, space, earlier) : null, objectives, new Inheritance(study.Spec, ledger));
        var (steps, ending) = Steps(study, ledger, now, proposer, () => History.Of(ledger, space, study.Spec.Objective.Metric), h => pruner.Judge(History.WithEpochs(ledger, objectives?.Ranked(h) ?? h), maxEpochs));

        // The end stands alone, so that nobody who dies between two steps leaves a finished study with unsettled trials.
        if (ending is not null && steps.Count == 0 && ledger.UnderWay == 0)
            return new Plan([new PlanStep.FinishStudy(ending.Failed, ending.Reason)], StudyStatuses.Finished(study, trials, ending, now), null);
        DateTimeOffset?[] limits = [Ending.Deadline(study.Spec, trials), GpuBudget.UsedUpAt(study.Spec, trials, now)];
        var wake = limits.Where(l => l > now).Min();
        return new Plan(steps, StudyStatuses.InProgress(study, trials, ending, now), wake);
    }

    private static (List<PlanStep> Steps, Ending? Ending) Steps(
        Study study, Ledger ledger, DateTimeOffset now, Proposer proposer, Func<List<Observation>> history, Func<List<Observation>, IReadOnlyList<Verdict>> judge)
    {
        var steps = ledger.Settlements.ToList();
        var ending = Ending.Now(study.Spec, ledger.Trials, now);
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
            var observations = history();
            var slots = new Slots(study.Spec, ledger, proposer, observations, steps);
            ending = slots.Fill(judge(observations));
        }

        if (ending is not null) SettleLeftovers(ledger, ending.Reason, steps);
        return (steps, ending);
    }

    private static IEnumerable<PlanStep> Stops(Ledger ledger, StopKind kind, string reason) =>
        ledger.Trials.Where(t => TrialRecord.IsUnderWay(t.Status) && t.Status.Stop is null)
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
