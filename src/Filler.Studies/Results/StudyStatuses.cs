using System.Globalization;
using Filler.Api;
using k8s.Models;

namespace Filler.Studies;

/// <summary>The study's status, derived from its trials; nothing is counted up.</summary>
internal static class StudyStatuses
{
    public static bool IsFinished(Study study) =>
        study.Status is { } status && (status.FinishTime is not null || status.Conditions.Any(c => c is { Type: "Complete" or "Failed", Status: "True" }));

    public static StudyStatus Refused(Study study, IReadOnlyList<Trial> trials, IReadOnlyList<ManifestProblem> problems, DateTimeOffset now)
    {
        var message = string.Join("; ", problems.Select(p => $"{p.Path}: {p.Problem}: {p.Fix}"));
        return Derive(study, Tally.Of(study.Spec.Objective.Metric, trials)) with
        {
            Phase = "Refused",
            Conditions = Conditions(study, now, ("Accepted", false, "Invalid", message), ("Progressing", false, "Invalid", "the manifest cannot be used")),
            Message = message,
        };
    }

    public static StudyStatus InProgress(Study study, Ledger ledger, Ending? ending, DateTimeOffset now)
    {
        var status = Derive(study, ledger.Given);
        var (going, reason, message) = ending is not null ? (true, "Ending", ending.Reason)
            : study.Spec.Suspend ? (false, "Suspended", "spec.suspend is true")
            : (true, "TrialsRunning", Progress(study.Spec, status));
        return status with
        {
            Phase = study.Spec.Suspend && ending is null ? "Suspended" : "Running",
            Conditions = Conditions(study, now, Accepted, ("Progressing", going, reason, message)),
            Message = message,
        };
    }

    public static StudyStatus Finished(Study study, Ledger ledger, Ending ending, DateTimeOffset now) => Derive(study, ledger.Given) with
    {
        Phase = ending.Failed ? "Failed" : "Complete",
        Conditions = Conditions(
            study, now, Accepted, ("Progressing", false, "Finished", "nothing is left to do"), (ending.Failed ? "Failed" : "Complete", true, ending.Code, ending.Reason)),
        FinishTime = now,
        Message = ending.Reason,
    };

    private static (string, bool, string, string) Accepted => ("Accepted", true, "Valid", "the manifest is valid");

    private static StudyStatus Derive(Study study, Tally trials) => new()
    {
        ObservedGeneration = study.Metadata.Generation,
        Trials = new TrialCounts
        {
            Total = trials.Total,
            Pending = trials[TrialPhase.Pending],
            Running = trials[TrialPhase.Running],
            Paused = trials[TrialPhase.Paused],
            Succeeded = trials[TrialPhase.Succeeded],
            Pruned = trials[TrialPhase.Pruned],
            Failed = trials[TrialPhase.Failed],
            Reused = trials.Reused,
        },
        Progress = Counted(study.Spec, trials[TrialPhase.Succeeded] + trials[TrialPhase.Pruned] + trials[TrialPhase.Failed]),
        Best = BestSelection.Of(study.Spec, trials),
        Front = study.Spec.Objectives.Count < 2 ? null : Fronts.Of(study.Spec, [.. trials.Records]),
        Datasets = study.Status?.Datasets ?? [],
        StartTime = trials.FirstStart ?? study.Status?.StartTime,
    };

    private static string Counted(StudySpec spec, int done) =>
        StudyBudget.ExpectedTrials(spec) is { } expected ? string.Create(CultureInfo.InvariantCulture, $"{done}/{expected}") : done.ToString(CultureInfo.InvariantCulture);

    private static string Progress(StudySpec spec, StudyStatus status)
    {
        var done = status.Trials.Succeeded + status.Trials.Pruned + status.Trials.Failed;
        var of = StudyBudget.ExpectedTrials(spec) is { } expected ? $" of {expected}" : "";
        var best = status.Best is { } b ? $", best {spec.Objective.Metric} {b.ValidationMetric:0.####} by trial {b.Trial}" : "";
        return $"{done}{of} trials done{best}";
    }

    /// <summary>A condition keeps its transition time while its status stays; those of other writers (DatasetReady) are kept as they are.</summary>
    private static List<V1Condition> Conditions(Study study, DateTimeOffset now, params (string Type, bool Holds, string Reason, string Message)[] own)
    {
        var before = study.Status?.Conditions ?? [];
        var conditions = own.Select(c =>
        {
            var holds = c.Holds ? "True" : "False";
            var old = before.FirstOrDefault(b => b.Type == c.Type && b.Status == holds);
            return new V1Condition
            {
                Type = c.Type,
                Status = holds,
                Reason = c.Reason,
                Message = c.Message,
                ObservedGeneration = study.Metadata.Generation,
                LastTransitionTime = old?.LastTransitionTime ?? now.UtcDateTime,
            };
        }).ToList();
        conditions.AddRange(before.Where(b => b.Type is not ("Accepted" or "Progressing" or "Complete" or "Failed")));
        return conditions;
    }
}
