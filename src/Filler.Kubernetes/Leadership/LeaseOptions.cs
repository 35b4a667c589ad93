namespace Filler.Kubernetes.Leadership;

/// <summary>The lease and its times; the defaults are controller-runtime's.</summary>
public sealed record LeaseOptions(string Namespace, string Name, string Identity)
{
    /// <summary>Others wait this long after the last renewal that they saw.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The leader stops by itself when it could not renew for this long; less than <see cref="LeaseDuration"/>.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between attempts. A released lease is taken up within this time.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <exception cref="ArgumentException">The times contradict each other.</exception>
    public void Validate()
    {
        if (RetryPeriod <= TimeSpan.Zero || RenewDeadline <= RetryPeriod || LeaseDuration <= RenewDeadline)
            throw new ArgumentException(
                $"leader election: retryPeriod {RetryPeriod} < renewDeadline {RenewDeadline} < leaseDuration {LeaseDuration} must hold");
    }
}
