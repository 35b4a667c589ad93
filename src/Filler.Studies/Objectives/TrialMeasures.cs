using Filler.Api;

namespace Filler.Studies;

/// <summary>A trial's measures as costs.</summary>
internal static class TrialMeasures
{
    /// <summary>Of a finished trial; NaN where it has none.</summary>
    public static double Final(string measure, Trial trial) => trial.Status is not { Phase: TrialPhase.Succeeded, Result: { } result } ? double.NaN : Measures.ToCost(measure, measure switch
    {
        _ when measure == trial.Spec.Metric => result.ValidationMetric,
        _ when Measures.IsMetric(measure) => result.BestEpoch >= 1 && result.BestEpoch <= result.Epochs.Count ? result.Epochs[result.BestEpoch - 1].Metric(measure) : double.NaN,
        Measures.Weights => result.Weights,
        Measures.FlopsPerImage => result.FlopsPerImage,
        Measures.TrainSeconds => result.TrainSeconds,
        _ => Planned(measure, trial.Spec),
    });

    /// <summary>Of a trial after so many epochs, as if it stood there at its end; NaN where it is not known.</summary>
    public static double After(string measure, Trial trial, int epochs) => Measures.ToCost(measure, measure switch
    {
        _ when Measures.IsMetric(measure) => trial.Status.Epochs[epochs - 1].Metric(measure),
        Measures.Weights => trial.Status.Network?.Weights ?? trial.Status.Result?.Weights ?? double.NaN,
        Measures.FlopsPerImage => trial.Status.Network?.FlopsPerImage ?? trial.Status.Result?.FlopsPerImage ?? double.NaN,
        // At the pace so far; else whatever stops early would look cheap.
        Measures.TrainSeconds => trial.Status.Epochs.Take(epochs).Average(e => e.Seconds) * trial.Spec.FullEpochs,
        _ => Planned(measure, trial.Spec),
    });

    private static double Planned(string measure, TrialSpec spec) => measure switch
    {
        Measures.TrainImages => spec.Dataset.ImagesPerClass.Train,
        Measures.FieldOfView => spec.Dataset.Slices.FieldOfViewNm,
        _ => throw new ArgumentException($"measure '{measure}' is unknown", nameof(measure)),
    };
}
