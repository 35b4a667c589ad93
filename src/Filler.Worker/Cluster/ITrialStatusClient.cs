namespace Filler.Worker.Cluster;

/// <summary>Where reports go.</summary>
internal interface ITrialStatusClient
{
    /// <summary>Sends one JSON Patch; never throws for what a network or a server may do.</summary>
    Task<ReportOutcome> PatchAsync(string patch, CancellationToken cancellationToken);
}
