namespace Filler.Kubernetes.Caching;

/// <summary>How an object in the cache changed.</summary>
public enum EntityChangeType
{
    Added,
    Modified,
    Deleted,

    /// <summary>Nothing changed: everything is looked at again from time to time.</summary>
    Resync,
}
