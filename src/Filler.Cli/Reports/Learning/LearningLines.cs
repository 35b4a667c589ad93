using Filler.Api;
using Filler.Studies;

namespace Filler.Cli.Reports;

/// <summary>How many images, of what field of view, and which network: learning curves of a study that searched the number of training images.</summary>
internal static class LearningLines
{
    /// <summary>Where the manifest sets none.</summary>
    public const double CustomaryGoal = 0.95;

    /// <returns>Null where no combination of the other parameters was trained on three numbers of images.</returns>
    public static ReportLearning? Of(StudySpec spec, IReadOnlyList<Trial> trials)
    {
        var goal = IsAccuracy(spec.Objective) && spec.Objective.Goal is { } set ? set : CustomaryGoal;
        var curves = ShareLines.Along(ManifestPaths.TrainImages, spec, trials)
            .Select(l => (l.Label, Curve: LearningCurve.Through(l.Points.Select(p => p.Share))))
            .Where(g => g.Curve is not null)
            .Select(g => Line(g.Label, g.Curve!, goal))
            .OrderBy(c => c.Enough.Kind).ThenBy(c => c.Enough.Images ?? long.MaxValue).ThenByDescending(c => c.Points[^1].Accuracy)
            .ToList();
        return curves.Count == 0 ? null : new ReportLearning(Answer(curves, goal, spec.Objective), goal, curves);
    }

    private static ReportLearningCurve Line(string label, LearningCurve curve, double goal)
    {
        var enough = curve.Enough(goal);
        var (least, most) = ((double)curve.Points[0].Images, (double)curve.Points[^1].Images);
        // To ten times what was measured, or as far as the answer lies.
        var end = Math.Max(10 * most, 1.2 * (enough.Images ?? 0));
        return new ReportLearningCurve(
            label, curve.Law, enough, Sentence(label, curve, enough, goal),
            [.. curve.Points.Select(p => Measured(p))],
            [.. Enumerable.Range(0, 33).Select(i => least * Math.Pow(end / least, i / 32.0)).Select(n => new LearningBand(n, curve.Law.At(n), curve.Band(n).Low, curve.Band(n).High))]);
    }

    private static LearningMeasured Measured(LearningPoint point)
    {
        var interval = Interval.Of(point);
        return new LearningMeasured(point.Images, point.Accuracy, interval.Low, interval.High);
    }

    private static string Sentence(string label, LearningCurve curve, EnoughImages enough, double goal)
    {
        var most = curve.Points[^1];
        var (low, high) = curve.Band(double.PositiveInfinity);
        var subject = label.Length == 0 ? "" : $"{label}: ";
        var limit = $"with ever more images {Figures.Percent(curve.Law.Limit)} % (95 % band {Figures.Percent(new Interval(low, high))} %)";
        return subject + enough.Kind switch
        {
            EnoughKind.Measured or EnoughKind.Extrapolated =>
                $"{Images(enough)} training images per class are enough for {Figures.Percent(goal)} %{(enough.Kind == EnoughKind.Extrapolated ? $", extrapolated from at most {most.Images:N0}" : "")}; {limit}.",
            EnoughKind.Beyond => $"{Figures.Percent(goal)} % is reached, if at all, with more than a hundred times the {most.Images:N0} images per class that were tried; {limit}.",
            _ => $"{Figures.Percent(goal)} % cannot be promised with any number of images; {limit}; {Figures.Percent(most.Accuracy)} % with {most.Images:N0}.",
        };
    }

    private static string Answer(List<ReportLearningCurve> curves, double goal, ObjectiveSpec objective)
    {
        var best = curves[0];
        var what = $"{Figures.Percent(goal)} % of {(objective.Metric == Metrics.WorstClassAccuracy ? "the worst class's evaluation slices" : "the evaluation slices")}";
        var with = best.Label.Length == 0 ? "" : $" with {best.Label}";
        var answer = best.Enough.Kind switch
        {
            EnoughKind.Measured or EnoughKind.Extrapolated => $"To tell {what} right with 95 % confidence takes {Images(best.Enough)} training images per class{with}"
                + (best.Enough.Kind == EnoughKind.Extrapolated ? ", by extrapolation: train on as many before relying on it." : "."),
            EnoughKind.Beyond => $"None of these reaches {what} within a hundred times the images that were tried.",
            _ => $"None of these can promise {what}, however many images there are: try a larger field of view or another network.",
        };
        return objective.Goal is null || !IsAccuracy(objective) ? $"{answer} (The manifest sets no accuracy as its goal; {Figures.Percent(goal)} % is taken.)" : answer;
    }

    private static bool IsAccuracy(ObjectiveSpec objective) => objective.Metric is Metrics.Accuracy or Metrics.WorstClassAccuracy;

    private static string Images(EnoughImages enough) =>
        enough.Kind == EnoughKind.Measured && enough.Images < 100 ? $"{enough.Images}" : $"about {Rounded(enough.Images!.Value):N0}";

    /// <summary>Up to two digits: the band does not know the third.</summary>
    public static long Rounded(long images)
    {
        var unit = (long)Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(images)) - 1));
        return (images + unit - 1) / unit * unit;
    }
}
