namespace Filler.Kubernetes.Controllers;

/// <summary>Whether a change of an object is worth looking at.</summary>
public delegate bool EntityPredicate<in TEntity>(TEntity old, TEntity current);
