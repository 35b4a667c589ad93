namespace Filler.Kubernetes.Client;

/// <summary>Asked before every write: a process that was paused past its lease must not write on waking.</summary>
public interface IWriteFence
{
    /// <exception cref="Leadership.LeadershipLostException">This process may not write now.</exception>
    void ThrowIfClosed();
}
