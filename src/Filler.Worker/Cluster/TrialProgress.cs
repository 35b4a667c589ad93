using Filler.Api;

namespace Filler.Worker.Cluster;

/// <summary>What the Trial's status should say by now, gathered from the worker's events. Safe for several threads.</summary>
internal sealed class TrialProgress
{
    private readonly Lock gate = new();
    private readonly int images;
    private TrialStanding now = new(0, [], null, null, null);

    public TrialProgress(Trial trial) => images = trial.Spec.Dataset.ImagesPerClass.Train * trial.Spec.Dataset.Classes.Count;

    public TrialStanding Now
    {
        get
        {
            lock (gate) return now;
        }
    }

    /// <returns>Whether there is something new to report.</returns>
    public bool Hear(WorkerEvent news)
    {
        lock (gate)
        {
            var next = news switch
            {
                WorkerStarted started => now with
                {
                    Epochs = started.Resumed,
                    Network = new NetworkFigures(started.Weights, started.FlopsPerImage),
                    Device = started.Device,
                },
                WorkerEpoch { Record: var epoch } => now with { Epochs = [.. now.Epochs, epoch], ImagesPerSecond = Rate(epoch) },
                // Completes the record where this attempt only found the result of an earlier one.
                WorkerFinished { Result: var result } => now with
                {
                    Epochs = result.Epochs,
                    Network = new NetworkFigures(result.Weights, result.FlopsPerImage),
                    Device = result.Device,
                    ImagesPerSecond = Math.Round(result.ImagesPerSecond, 1),
                },
                _ => now,
            };
            if (next == now) return false;
            now = next with { Version = now.Version + 1 };
            return true;
        }
    }

    private double? Rate(EpochRecord epoch) => epoch.Seconds > 0 ? Math.Round(images / epoch.Seconds, 1) : null;
}
