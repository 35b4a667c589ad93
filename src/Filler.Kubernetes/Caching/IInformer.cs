namespace Filler.Kubernetes.Caching;

/// <summary>An informer of any type, as its host sees it.</summary>
internal interface IInformer
{
    string Resource { get; }

    /// <summary>Completes when the first listing is in the cache.</summary>
    Task Synced { get; }

    Task RunAsync(CancellationToken cancellationToken);
}
