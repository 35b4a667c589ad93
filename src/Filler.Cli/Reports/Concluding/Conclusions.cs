namespace Filler.Cli.Reports;

/// <summary>The user's three questions, which network, how many images, of what field of view, as far as this study answers them.</summary>
internal static class Conclusions
{
    public static ReportConclusion Of(RunContent run, ReportBest? best, ReportTrust trust, ReportLearning? learning, IReadOnlyList<ReportTrial> records)
    {
        var spec = run.Study.Spec;
        var images = ShareLines.Along(ManifestPaths.TrainImages, spec, run.Trials);
        var fields = ShareLines.Along(ManifestPaths.FieldOfView, spec, run.Trials);
        string?[] findings =
        [
            best is null ? null : NetworkFinding.Of(best, trust, records),
            ShareFinding.OfImages(images),
            ShareFinding.OfFields(fields),
            best is null ? null : PrecisionFinding.Of(best),
        ];
        return new ReportConclusion([.. findings.OfType<string>()], NextSteps.Of(run, best, trust, learning, images, fields));
    }
}
