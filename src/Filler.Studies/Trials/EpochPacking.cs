using System.Globalization;
using Filler.Api;

namespace Filler.Studies;

/// <summary>A finished trial's status small enough to keep ten thousand of them in a cluster's memory (docs/adr/0046-small-trials.md).</summary>
public static class EpochPacking
{
    /// <summary>The status with its epochs packed; as it is where it may still go on, or has no epochs.</summary>
    /// <param name="spec">Its objectives say which measures decisions still read.</param>
    public static TrialStatus Pack(TrialStatus status, StudySpec spec)
    {
        if (!TrialStanding.IsFinal(status.Phase) || status.Packed is not null || status.Epochs.Count == 0) return status;
        var measures = spec.Objectives.Select(o => o.Metric).Where(Measures.IsMetric).Append(spec.Objective.Metric).Distinct(StringComparer.Ordinal);
        var stride = (status.Epochs.Count + PackedEpochs.Most - 1) / PackedEpochs.Most;
        int[] kept = [.. Enumerable.Range(0, status.Epochs.Count).Where(i => (i + 1) % stride == 0 || i == status.Epochs.Count - 1)];
        return status with
        {
            Epochs = [],
            Result = status.Result is { } result ? result with { Epochs = [] } : null,
            Packed = new PackedEpochs
            {
                Count = status.Epochs.Count,
                Stride = stride,
                Seconds = Rounded(status.Epochs.Average(e => e.Seconds)),
                Columns = new SortedDictionary<string, IReadOnlyList<double>>(
                    measures.ToDictionary(m => m, m => (IReadOnlyList<double>)[.. kept.Select(i => Rounded(status.Epochs[i].Metric(m)))]), StringComparer.Ordinal),
            },
        };
    }

    /// <summary>The status with its epochs; what was not kept is NaN or null, epochs between two kept ones have the later one's figures.</summary>
    public static TrialStatus Unpack(TrialStatus status)
    {
        if (status.Packed is not { Stride: > 0 } packed) return status;
        var columns = packed.Columns;
        var epochs = new EpochRecord[packed.Count];
        for (var i = 0; i < epochs.Length; i++)
        {
            var at = i / packed.Stride;
            epochs[i] = new EpochRecord
            {
                Epoch = i + 1,
                TrainLoss = double.NaN,
                Loss = Value(Metrics.Loss, at),
                Accuracy = Kept(Metrics.Accuracy, at),
                WorstClassAccuracy = Kept(Metrics.WorstClassAccuracy, at),
                MacroF1 = Kept(Metrics.MacroF1, at),
                R2 = Kept(Metrics.R2, at),
                Mae = Kept(Metrics.Mae, at),
                Psnr = Kept(Metrics.Psnr, at),
                Ssim = Kept(Metrics.Ssim, at),
                Seconds = packed.Seconds,
            };
        }

        return status with { Packed = null, Epochs = epochs, Result = status.Result is { Epochs.Count: 0 } result ? result with { Epochs = epochs } : status.Result };

        double Value(string measure, int at) => Kept(measure, at) ?? double.NaN;

        double? Kept(string measure, int at) => columns.TryGetValue(measure, out var column) && at < column.Count ? column[at] : null;
    }

    private static double Rounded(double value) => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
