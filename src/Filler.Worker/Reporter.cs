using Filler.Api;
using Filler.Networks;
using Filler.Training;

namespace Filler.Worker;

/// <summary>Training's news as events.</summary>
/// <param name="began">When the wait for the first step began.</param>
internal sealed class Reporter(EventWriter events, DateTimeOffset began, Action<string> note) : ITrainingListener
{
    public static EpochRecord RecordOf(EpochFigures epoch) => new()
    {
        Epoch = epoch.Epoch,
        TrainLoss = epoch.TrainLoss,
        Loss = epoch.Loss,
        Accuracy = Known(epoch.Accuracy),
        WorstClassAccuracy = Known(epoch.WorstClassAccuracy),
        MacroF1 = Known(epoch.MacroF1),
        R2 = epoch.R2,
        Mae = epoch.Mae,
        Psnr = epoch.Psnr,
        Ssim = epoch.Ssim,
        Seconds = Math.Round(epoch.Seconds, 3),
    };

    public void Started(ModelCost model, string device, IReadOnlyList<EpochFigures> resumed)
    {
        events.Write(new WorkerStarted
        {
            Trial = events.Trial,
            Attempt = events.Attempt,
            Architecture = model.Name,
            Weights = model.Weights,
            FlopsPerImage = model.FlopsPerImage,
            Device = device,
            Resumed = [.. resumed.Select(RecordOf)],
            StartupMilliseconds = Math.Round((TimeProvider.System.GetUtcNow() - began).TotalMilliseconds),
        });
    }

    public void Noted(string message) => note(message);

    public void Alive(int epoch, double share) => events.Write(new WorkerAlive { Trial = events.Trial, Attempt = events.Attempt, Epoch = epoch, Share = Math.Round(share, 4) });

    public void Finished(EpochFigures epoch) => events.Write(new WorkerEpoch { Trial = events.Trial, Attempt = events.Attempt, Record = RecordOf(epoch) });

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
