using System.Text.Json.Serialization;
using Filler.Api;

namespace Filler.Studies;

/// <summary>One thing for an executor to do. <see cref="TrialRecord"/> says what each does to a trial's record.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(StartTrial), "startTrial")]
[JsonDerivedType(typeof(RunAttempt), "runAttempt")]
[JsonDerivedType(typeof(StopTrial), "stopTrial")]
[JsonDerivedType(typeof(SettleTrial), "settleTrial")]
[JsonDerivedType(typeof(FinishStudy), "finishStudy")]
public abstract record PlanStep
{
    private PlanStep()
    {
    }

    /// <summary>Create the record unless its name exists (then the record that exists wins), and run attempt 1.</summary>
    public sealed record StartTrial(TrialSpec Spec) : PlanStep;

    /// <summary>Run this attempt of a recorded trial: a first start that was cut off, a retry, or a resume from its checkpoint.</summary>
    /// <param name="Attempt">One more than the record's; a record that is there already needs nothing.</param>
    public sealed record RunAttempt(int Number, int Attempt, string Reason) : PlanStep;

    /// <summary>Write the request into the record, then tell the worker to checkpoint and leave. The trial is under way until its exit is recorded.</summary>
    public sealed record StopTrial(int Number, StopKind Kind, string Reason) : PlanStep;

    /// <summary>Write the phase that the trial has come to. Succeeded, Pruned and Failed are final.</summary>
    public sealed record SettleTrial(int Number, TrialPhase Phase, string Message) : PlanStep;

    /// <summary>Write <see cref="Plan.Status"/>: the study is over. Always the only step, once every trial is settled.</summary>
    public sealed record FinishStudy(bool Failed, string Reason) : PlanStep;
}
