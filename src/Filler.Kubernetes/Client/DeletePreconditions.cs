namespace Filler.Kubernetes.Client;

/// <summary>What must hold for a deletion: else it is refused as a conflict. Null asks nothing.</summary>
public sealed record DeletePreconditions(string? Uid = null, string? ResourceVersion = null)
{
    /// <summary>Seconds that pods have to end; null takes the pod's own.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary><c>Background</c>, <c>Foreground</c> or <c>Orphan</c>; null takes the type's default.</summary>
    public string? PropagationPolicy { get; init; }
}
