namespace Filler.Kubernetes.Controllers;

/// <summary>A controller of any type, as its host sees it.</summary>
internal interface IControllerRunner
{
    string Name { get; }

    /// <summary>Reconciliations running now.</summary>
    int Active { get; }

    /// <summary>Works until <paramref name="stop"/>, then finishes what has begun; <paramref name="abort"/> cancels that too.</summary>
    Task RunAsync(CancellationToken stop, CancellationToken abort);
}
