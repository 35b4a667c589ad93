using Filler.Api;

namespace Filler.Operator.Judging;

/// <summary>An attempt as its worker's reports name it: several may share a pod.</summary>
/// <param name="Pod">The pod's uid.</param>
/// <param name="Trial">The trial's number.</param>
internal sealed record Speaker(string Pod, int Trial, int Attempt)
{
    public static Speaker Of(Trial trial, string pod) => new(pod, trial.Spec.Number, trial.Status.Attempt);

    /// <summary>Whether a report of that trial is this attempt's.</summary>
    public bool IsOf(TrialReport? report) => report is not null && report.PodUid == Pod && report.Attempt == Attempt;

    /// <summary>How its process ended; null: it has not said.</summary>
    public ProcessEnd? EndIn(TrialReport? report) => IsOf(report) ? report!.End : null;
}
