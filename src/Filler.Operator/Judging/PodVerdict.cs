using Filler.Api;

namespace Filler.Operator.Judging;

/// <summary>What a pod's status says about the attempt that it runs.</summary>
internal abstract record PodVerdict
{
    private PodVerdict()
    {
    }

    /// <summary>It works, or is about to.</summary>
    public sealed record Running : PodVerdict;

    /// <summary>It cannot start for now; the words are the scheduler's or the kubelet's.</summary>
    /// <param name="Deadline">When the wait is over; null: never.</param>
    public sealed record Waiting(string Reason, string Message, DateTimeOffset? Deadline) : PodVerdict;

    /// <summary>The attempt is over.</summary>
    /// <param name="LastWords">The container's termination message; empty where there is none.</param>
    /// <param name="Seconds">How long it held its node.</param>
    public sealed record Ended(ExitKind Kind, string Message, string LastWords, double Seconds) : PodVerdict;
}
