namespace Filler.Api;

/// <summary>A worker's last report to its own Trial.</summary>
public sealed record TrialReport
{
    /// <summary>The attempt that reports.</summary>
    public int Attempt { get; init; }

    /// <summary>Uid of the pod that reports; empty outside a pod.</summary>
    public string PodUid { get; init; } = "";

    /// <summary>cpu, cuda:0, …; null before the network stands.</summary>
    public string? Device { get; init; }

    /// <summary>Training images per second in the latest epoch, validation included; null before the first epoch.</summary>
    public double? ImagesPerSecond { get; init; }

    public DateTimeOffset Time { get; init; }
}
