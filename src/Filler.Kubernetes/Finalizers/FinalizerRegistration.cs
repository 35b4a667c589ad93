namespace Filler.Kubernetes.Finalizers;

/// <summary>Which implementation stands behind a finalizer's identifier for objects of <typeparamref name="TEntity"/>.</summary>
internal sealed record FinalizerRegistration<TEntity>(string Identifier, Type Implementation);
