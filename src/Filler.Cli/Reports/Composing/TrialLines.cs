using Filler.Api;
using Filler.Networks;

namespace Filler.Cli.Reports;

/// <summary>A trial's record as one line of the report.</summary>
internal static class TrialLines
{
    public static ReportTrial Of(Trial trial, ReportObjective objective)
    {
        var status = trial.Status;
        var epochs = status.Result?.Epochs ?? status.Epochs;
        double[] curve = [.. epochs.Select(e => e.Metric(objective.Metric))];
        var counts = Counts(status.Result?.ConfusionMatrix);
        var (regression, restored) = (status.Result?.Regression, status.Result?.SuperResolution);
        Interval? interval = regression is not null ? new Interval(regression.R2Low, regression.R2High)
            : restored is not null ? new Interval(restored.Network.PsnrLow, restored.Network.PsnrHigh)
            : counts is { } c ? Interval.Wilson(c.Correct, c.Total)
            : null;
        return new ReportTrial
        {
            Number = trial.Spec.Number,
            Configuration = trial.Spec.Configuration,
            Repeat = trial.Spec.Repeat,
            Phase = status.Phase,
            Architecture = status.Result?.Architecture ?? NameOf(trial.Spec),
            Parameters = trial.Spec.Parameters,
            Weights = status.Result?.Weights,
            FlopsPerImage = status.Result?.FlopsPerImage,
            Curve = curve,
            ValidationMetric = status.Result?.ValidationMetric ?? BestOf(curve, objective.HigherIsBetter),
            R2 = regression?.R2,
            Psnr = restored?.Network.Psnr,
            Correct = counts?.Correct,
            Total = counts?.Total,
            Accuracy = counts is { } n ? (double)n.Correct / n.Total : null,
            Low = interval?.Low,
            High = interval?.High,
            ReusedFrom = status.ReusedFrom,
            Seconds = status.ReusedFrom is not null ? 0 : status.Result?.TrainSeconds ?? epochs.Sum(e => e.Seconds),
            Message = status.Message,
        };
    }

    private static string NameOf(TrialSpec spec) =>
        spec.Task == Tasks.SuperResolution ? GeneratorPlans.NameOf(spec.Model.Generator ?? new GeneratorSpec()) : NetworkFamilies.NameOf(spec.Model);

    private static (int Correct, int Total)? Counts(IReadOnlyList<IReadOnlyList<int>>? confusion)
    {
        if (confusion is null) return null;
        var total = confusion.Sum(row => row.Sum());
        return total > 0 ? (confusion.Select((row, i) => row[i]).Sum(), total) : null;
    }

    private static double? BestOf(double[] curve, bool higherIsBetter)
    {
        var finite = curve.Where(double.IsFinite).ToList();
        if (finite.Count == 0) return null;
        return higherIsBetter ? finite.Max() : finite.Min();
    }
}
