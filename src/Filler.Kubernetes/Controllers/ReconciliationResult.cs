namespace Filler.Kubernetes.Controllers;

/// <summary>How a reconciliation ended. A failure without a time is tried again after the object's back-off, for ever.</summary>
public sealed record ReconciliationResult<TEntity>
{
    private ReconciliationResult(TEntity entity) => Entity = entity;

    public TEntity Entity { get; }

    public bool IsSuccess => ErrorMessage is null;

    public bool IsFailure => !IsSuccess;

    public string? ErrorMessage { get; private init; }

    public Exception? Error { get; private init; }

    /// <summary>Look again after this time at the latest; null: when something changes.</summary>
    public TimeSpan? RequeueAfter { get; init; }

#pragma warning disable CA1000 // KubeOps' shape.
    public static ReconciliationResult<TEntity> Success(TEntity entity, TimeSpan? requeueAfter = null) => new(entity) { RequeueAfter = requeueAfter };

    public static ReconciliationResult<TEntity> Failure(TEntity entity, string errorMessage, Exception? error = null, TimeSpan? requeueAfter = null) =>
        new(entity) { ErrorMessage = errorMessage, Error = error, RequeueAfter = requeueAfter };
#pragma warning restore CA1000
}
