using k8s;

namespace Filler.Kubernetes.Client;

/// <summary>One line of a watch. A bookmark carries only the resource version up to which everything was told; an unreadable object is left out too.</summary>
public readonly record struct WatchEvent<TEntity>(WatchEventType Type, TEntity? Entity, string ResourceVersion);
