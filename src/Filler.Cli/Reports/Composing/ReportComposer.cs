using Filler.Api;
using Filler.Studies;

namespace Filler.Cli.Reports;

/// <summary>Turns a run's records into the report's document: pure, so that one record gives one report.</summary>
internal static class ReportComposer
{
    public static ReportDocument Compose(RunContent run)
    {
        var spec = run.Study.Spec;
        var objective = Objective(spec.Objective);
        var records = run.Trials.OrderBy(t => t.Spec.Number).Select(t => TrialLines.Of(t, objective) with { Objectives = Fronts.ValuesOf(spec, t) }).ToList();
        var best = Best(run);
        var learning = LearningLines.Of(spec, run.Trials);
        var trust = Caveats.Of(run, best, records);
        return new ReportDocument
        {
            Format = ReportDocument.CurrentFormat,
            Study = run.Study.Metadata.Name ?? "study",
            Headline = Headline.Sentence(best, records),
            Lead = Headline.Lead(best, spec),
            Objective = objective,
            Trials = Counts(records),
            Best = best,
            Front = FrontLines.Of(run.Study.Status),
            Parameters = ParameterLines.Of(spec.Search.Parameters, run.Importance),
            Records = records,
            Tables = StudyTables.Of(spec, run.Trials),
            Networks = NetworkLines.Of(records, objective, best?.Trial),
            Learning = learning,
            Fields = FieldLines.Of(spec, run.Trials),
            Trust = trust,
            Conclusion = Conclusions.Of(run, best, trust, learning, records),
            Scattering = run.Fits,
            Making = Making(run),
        };
    }

    private static ReportObjective Objective(ObjectiveSpec spec) => new(
        spec.Metric,
        FrontLines.Label(spec.Metric),
        Metrics.HigherIsBetter(spec.Metric),
        spec.Goal);

    private static ReportCounts Counts(List<ReportTrial> records) => new(
        records.Count,
        records.Count(r => r.Phase == TrialPhase.Succeeded),
        records.Count(r => r.Phase == TrialPhase.Pruned),
        records.Count(r => r.Phase == TrialPhase.Failed),
        records.Count(r => r.Phase is TrialPhase.Pending or TrialPhase.Running or TrialPhase.Paused),
        records.Sum(r => r.Seconds),
        records.Count(r => r.ReusedFrom is not null));

    private static ReportBest? Best(RunContent run)
    {
        if (run.Study.Status?.Best is not { } best) return null;
        var result = run.Trials.FirstOrDefault(t => t.Spec.Number == best.Trial)?.Status.Result;
        var correct = best.PerClass.Sum(c => c.Correct);
        var total = best.PerClass.Sum(c => c.Total);
        var interval = Interval.Wilson(correct, total);
        return new ReportBest
        {
            Trial = best.Trial,
            Repeats = best.Repeats,
            Architecture = result?.Architecture ?? $"trial {best.Trial}",
            Parameters = best.Parameters,
            ValidationMetric = best.ValidationMetric,
            ValidationSpread = best.ValidationSpread,
            ValidationBound = best.ValidationBound,
            ReusedFrom = best.ReusedFrom,
            Correct = correct,
            Total = total,
            Accuracy = best.EvaluationAccuracy,
            Low = interval.Low,
            High = interval.High,
            PerClass = best.PerClass,
            ConfusionMatrix = best.ConfusionMatrix,
            Regression = best.Regression,
            SuperResolution = best.SuperResolution,
            Evaluation = result?.Evaluation,
            Weights = result?.Weights,
            FlopsPerImage = result?.FlopsPerImage,
            TrainSeconds = result?.TrainSeconds,
            ImagesPerSecond = result?.ImagesPerSecond,
            MemoryBytes = result?.MemoryBytes,
            Device = result?.Device,
            Checkpoint = best.Checkpoint,
        };
    }

    private static ReportMaking Making(RunContent run) => new()
    {
        Software = run.Software,
        Made = run.Made,
        Started = run.Study.Status?.StartTime,
        Finished = run.Study.Status?.FinishTime,
        Algorithm = run.Study.Spec.Search.Algorithm,
        Pruning = run.Study.Spec.Search.Pruning.Algorithm,
        SearchSeed = run.Study.Spec.Search.Seed,
        DatasetSeed = run.Study.Spec.Dataset.Seed,
        Devices = [.. run.Trials.Select(t => t.Status.Result?.Device).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
        Datasets = [.. run.Datasets.Select(d => new ReportDataset(
            d.Digest, d.Software, d.Pixels, d.FieldOfViewNm, d.ThicknessNm, d.TrainPerClass, d.ValidationPerClass, d.EvaluationPerClass,
            [.. d.Classes.Select(c => new ReportClass(c.Name, c.Provenance))]))],
    };
}
