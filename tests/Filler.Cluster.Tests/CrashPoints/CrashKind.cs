namespace Filler.Cluster.Tests.CrashPoints;

/// <summary>When, around a write, the operator dies.</summary>
public enum CrashKind
{
    /// <summary>The write was sent, and never took effect.</summary>
    RequestLost,

    /// <summary>The write took effect, and nobody heard of it.</summary>
    AnswerLost,
}
