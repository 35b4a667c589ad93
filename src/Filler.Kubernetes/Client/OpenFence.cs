namespace Filler.Kubernetes.Client;

/// <summary>For clients that need no leadership, such as a command line.</summary>
public sealed class OpenFence : IWriteFence
{
    public void ThrowIfClosed()
    {
    }
}
