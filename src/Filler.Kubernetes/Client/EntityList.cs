namespace Filler.Kubernetes.Client;

/// <summary>A whole collection as of one resource version, from which a watch goes on.</summary>
public sealed record EntityList<TEntity>(IReadOnlyList<TEntity> Items, string ResourceVersion);
