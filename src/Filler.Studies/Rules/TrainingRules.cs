using Filler.Api;

namespace Filler.Studies;

/// <summary>Fields of training that only make sense together.</summary>
internal static class TrainingRules
{
    public static IEnumerable<ManifestProblem> Check(StudySpec spec)
    {
        var training = spec.Training;
        var epochs = SearchedValues.Range(spec, "training.epochs", training.Epochs).Low;
        var warmup = SearchedValues.Range(spec, "training.warmupEpochs", training.WarmupEpochs).High;
        if (warmup >= epochs)
            yield return new ManifestProblem("spec.training.warmupEpochs", $"{warmup:R} leaves nothing of {epochs:R} epochs to train at the full learning rate", $"write a value below {epochs:R}");
        if (training.Nesterov && SearchedValues.Range(spec, "training.momentum", training.Momentum).Low <= 0)
            yield return new ManifestProblem("spec.training.momentum", "0 leaves nesterov nothing to look ahead with", "write a momentum above 0, or nesterov: false");
        if (spec.Task != Tasks.Classification && (training.LabelSmoothing > 0 || training.ClassWeights != "none" || spec.Search.Parameters.Any(p => p.Path is "training.labelSmoothing" or "training.classWeights")))
            yield return new ManifestProblem("spec.training", $"labelSmoothing and classWeights are nothing to a {spec.Task}", "leave them out");
        if (spec.Task == Tasks.SuperResolution && (training.TestTimeAugmentation || spec.Search.Parameters.Any(p => p.Path == "training.testTimeAugmentation")))
            yield return new ManifestProblem("spec.training.testTimeAugmentation", "a quarter turn moves the coarse axis: views of an image cannot be averaged", "leave it out");
        if (spec.Task == Tasks.SuperResolution && (training.Precision != "float32" || spec.Search.Parameters.Any(p => p.Path == "training.precision")))
            yield return new ManifestProblem("spec.training.precision", $"'{training.Precision}': super-resolution is trained in float32 alone", "leave it out");
        var pixels = SearchedValues.Range(spec, "dataset.slices.pixels", spec.Dataset.Slices.Pixels).Low;
        var shift = SearchedValues.Range(spec, "training.shiftPixels", training.ShiftPixels).High;
        if (shift > pixels / 2)
            yield return new ManifestProblem("spec.training.shiftPixels", $"{shift:R} is more than half of {pixels:R} pixels", $"write at most {Math.Floor(pixels / 2):R}");
    }
}
