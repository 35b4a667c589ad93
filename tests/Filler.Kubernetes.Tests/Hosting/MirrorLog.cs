using System.Collections.Concurrent;

namespace Filler.Kubernetes.Tests.Hosting;

/// <summary>What a <see cref="MirrorController"/> was asked, by name of the object.</summary>
internal sealed class MirrorLog
{
    public ConcurrentDictionary<string, int> Reconciled { get; } = new();

    public ConcurrentBag<string> Finalized { get; } = [];

    public ConcurrentBag<string> Deleted { get; } = [];

    public int FailuresLeft { get; set; }
}
