namespace Filler.Cli.Reports;

/// <summary>A study's results for people and machines: what <c>filler report --output json</c> prints and what the page's charts draw.</summary>
internal sealed record ReportDocument
{
    public const string CurrentFormat = "filler.report/v1";

    public required string Format { get; init; }

    public required string Study { get; init; }

    /// <summary>The answer in one sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>What qualifies it, in one sentence more.</summary>
    public required string Lead { get; init; }

    public required ReportObjective Objective { get; init; }

    public required ReportCounts Trials { get; init; }

    /// <summary>Null while no trial has finished.</summary>
    public ReportBest? Best { get; init; }

    /// <summary>Null for a study of one objective.</summary>
    public ReportFront? Front { get; init; }

    /// <summary>The searched parameters in the manifest's order.</summary>
    public required IReadOnlyList<ReportParameter> Parameters { get; init; }

    /// <summary>Every trial in order of its number.</summary>
    public required IReadOnlyList<ReportTrial> Records { get; init; }

    /// <summary>Tables laid out as in the source paper, where the study is such a grid.</summary>
    public required IReadOnlyList<StudyTable> Tables { get; init; }

    /// <summary>One for each network that was trained to the end, the best on validation first; empty where all are one network.</summary>
    public required IReadOnlyList<ReportNetwork> Networks { get; init; }

    /// <summary>Null where the number of training images was not searched, or with too few of them.</summary>
    public ReportLearning? Learning { get; init; }

    /// <summary>Accuracy by field of view; null where it was not searched, or every line has one field only.</summary>
    public ReportFields? Fields { get; init; }

    public required ReportTrust Trust { get; init; }

    public required ReportConclusion Conclusion { get; init; }

    public required IReadOnlyList<FittedCurve> Scattering { get; init; }

    public required ReportMaking Making { get; init; }
}
