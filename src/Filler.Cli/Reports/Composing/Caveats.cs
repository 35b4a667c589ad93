using Filler.Api;
using Filler.Cli.Comparing;

namespace Filler.Cli.Reports;

/// <summary>How far to trust the answer, in sentences that hold for this study.</summary>
internal static class Caveats
{
    public static ReportTrust Of(RunContent run, ReportBest? best, IReadOnlyList<ReportTrial> records)
    {
        if (best is null) return new ReportTrust([], [], []);
        var rivals = Rivals(best, records);
        return new ReportTrust(rivals, run.Comparisons, [.. Sentences(run, best, records, rivals)]) { OtherKind = run.OtherKind?.Comparison };
    }

    private static List<int> Rivals(ReportBest best, IReadOnlyList<ReportTrial> records)
    {
        var interval = best.Regression is { } regression ? new Interval(regression.R2Low, regression.R2High)
            : best.SuperResolution is { } restored ? new Interval(restored.Network.PsnrLow, restored.Network.PsnrHigh)
            : new Interval(best.Low, best.High);
        return [.. records
            .Where(r => !best.Repeats.Contains(r.Number) && r.Number != best.Trial && r.Low is not null)
            .Where(r => interval.Overlaps(new Interval(r.Low!.Value, r.High!.Value)))
            .OrderByDescending(r => r.Accuracy ?? r.R2 ?? r.Psnr)
            .Select(r => r.Number)];
    }

    private static IEnumerable<string> Sentences(RunContent run, ReportBest best, IReadOnlyList<ReportTrial> records, List<int> rivals)
    {
        var spec = run.Study.Spec;
        var finished = records.Count(r => r.Low is not null && r.Number != best.Trial && !best.Repeats.Contains(r.Number));
        yield return $"The best configuration was chosen by validation images alone; the {(best.Regression is null && best.SuperResolution is null ? "counts" : "figures")} shown come from evaluation images that no decision saw. "
            + "Train, validation and evaluation slices are cut from different structures.";
        yield return rivals.Count > 0
            ? $"{rivals.Count:N0} of {Figures.Count(finished, "other finished trial")} have an evaluation interval that overlaps the best one's: on "
                + $"{best.Regression?.Images ?? best.SuperResolution?.Images ?? best.Total:N0} slices they are not distinguishable from it. Prefer the cheapest among them, or evaluate on more slices."
            : $"No other finished trial's evaluation interval overlaps the best one's ({Figures.Count(finished, "trial")} compared).";
        if (run.Comparisons.Count > 0) yield return ComparisonText.RunnerUp(run.Comparisons);
        if (run.OtherKind is { } kinds) yield return kinds.Sentence();
        yield return spec.Search.Repeats == 1
            ? "Each configuration was trained once. The interval covers the choice of slices, not the luck of the network's first weights; "
                + "search.repeats: 3 shows that spread."
            : $"{(spec.Search.RepeatBest is { } few ? $"The best {few} configurations were" : "Each configuration was")} trained with up to {spec.Search.Repeats} seeds and ranked by the lower bound of the mean"
                + (best.ValidationSpread is { } spread ? $"; the best one's spread on validation is ±{Figures.Short(spread)}." : ".");
        yield return $"Evaluation slices come from {Figures.Count(spec.Dataset.Realisations.Evaluation, "structure")} per class. Slices of one structure "
            + "that cross share particles, so they carry less information than as many independent ones, and the true interval is somewhat wider.";
        if (best.SuperResolution is { } gained)
        {
            yield return $"The coarse images were made from fine ones ({(spec.SuperResolution?.Section == "thick" ? "the mean of each spacing" : "the middle of each spacing")}); a microscope's own coarse axis may differ, "
                + "and no fine truth exists for it. Images that are restored are estimates: structure finer than "
                + $"{Figures.Short(2 * gained.Factor * spec.Dataset.Slices.FieldOfViewNm / spec.Dataset.Slices.Pixels)} nm along the coarse axis was not measured.";
        }

        if (Models(spec) is { Length: > 0 } models)
        {
            yield return $"{string.Join(", ", models)}: generated structures. The result says how well networks {Verb(spec.Task)}; "
                + "how near a model is to a material has to be shown by measurement.";
        }

        if (records.Count(r => r.Phase == TrialPhase.Failed) is > 0 and var failed)
            yield return $"{Figures.Count(failed, "trial")} failed and {(failed == 1 ? "is" : "are")} missing from every comparison: {string.Join("; ", Failures.Of(records.Select(r => (r.Number, r.Phase, r.Message))))}.";
    }

    private static string Verb(string task) => task switch
    {
        Tasks.Regression => "read these models' targets",
        Tasks.SuperResolution => "restore slices of these models",
        _ => "tell these models apart",
    };

    private static string[] Models(StudySpec spec) =>
        [.. spec.Dataset.Classes.Where(c => c.Structure.Kind() is "random" or "aggregates").Select(c => c.Name)];
}
