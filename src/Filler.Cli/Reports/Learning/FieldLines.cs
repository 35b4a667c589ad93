using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>What a larger field of view brings, everything else being equal.</summary>
internal static class FieldLines
{
    /// <returns>Null where no combination of the other parameters was tried with two fields.</returns>
    public static ReportFields? Of(StudySpec spec, IReadOnlyList<Trial> trials)
    {
        ReportFieldLine[] lines =
        [
            .. ShareLines.Along(ManifestPaths.FieldOfView, spec, trials)
                .Where(l => l.Points.Count > 1)
                .OrderByDescending(l => l.Best.Share.Accuracy)
                .Select(l => new ReportFieldLine(l.Label, [.. l.Points.Select(Measured)])),
        ];
        return lines.Length == 0 ? null : new ReportFields(lines);
    }

    private static FieldMeasured Measured(SharePoint point)
    {
        var interval = Interval.Of(point.Share);
        return new FieldMeasured(point.At, point.Share.Accuracy, interval.Low, interval.High, point.Trials);
    }
}
