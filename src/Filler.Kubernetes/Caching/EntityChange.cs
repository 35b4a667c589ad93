namespace Filler.Kubernetes.Caching;

/// <summary>What happened to an object in the cache. <paramref name="Old"/> is null for a new one; both are equal at a resync.</summary>
public sealed record EntityChange<TEntity>(EntityChangeType Type, TEntity? Old, TEntity Current);
