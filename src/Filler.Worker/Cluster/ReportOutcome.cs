namespace Filler.Worker.Cluster;

/// <summary>What became of a report.</summary>
internal abstract record ReportOutcome
{
    /// <summary>The Trial's status holds it.</summary>
    public sealed record Written : ReportOutcome;

    /// <summary>The API server says that this attempt is not the Trial's, or that there is no such Trial.</summary>
    public sealed record Refused(string Reason) : ReportOutcome;

    /// <summary>Not known to be written; the same report may be sent again.</summary>
    public sealed record Failed(string Reason) : ReportOutcome;
}
