using Filler.Api;
using Filler.Storage;
using Filler.TestKit.Nodes;
using k8s;
using k8s.Models;

namespace Filler.TestKit.Studies;

/// <summary>In a trial's container's place: keeps the worker's contract, trains nothing; figures and ends follow from the trial's number and attempt alone.</summary>
/// <param name="client">Past any proxy: a worker has its own way to the API server.</param>
public sealed class ScriptedTrainer(IKubernetes client, string store)
{
    /// <summary>How an attempt ends when not well.</summary>
    public Func<int, int, ContainerEnd?> Ends { get; init; } = (_, _) => null;

    /// <summary>After how many epochs an attempt waits to be told to leave; null: it goes on to its end.</summary>
    public Func<int, int, int?> WaitsAfter { get; init; } = (_, _) => null;

    /// <summary>The better, the lower the number.</summary>
    public static double Accuracy(int number, int epoch) => 1 - (0.1 / epoch) - (0.01 * (number % 50));

    public async Task<ContainerEnd?> RunAsync(V1Pod pod, CancellationToken deleted)
    {
        if (pod.Metadata.Annotations?.TryGetValue("filler.dev/dataset-spec", out var section) == true)
            return new ContainerEnd(0, new DatasetReadyMessage { Digest = new string('d', 64), Images = FillerJson.Deserialize<DatasetSpec>(section).ImagesPerClass.Train }.ToLine());
        return PackWorker.Serves(pod)
            ? await new PackWorker(client, (_, trial, told) => AttemptAsync(trial, told)).RunAsync(pod, deleted)
            : await AttemptAsync(FillerJson.Deserialize<Trial>(pod.Metadata.Annotations!["filler.dev/trial"]), deleted);
    }

    private async Task<ContainerEnd?> AttemptAsync(Trial trial, CancellationToken deleted)
    {
        var (number, attempt) = (trial.Spec.Number, trial.Status.Attempt);
        if (WaitsAfter(number, attempt) is { } epochs)
        {
            await ReportAsync(trial, Epochs(number, epochs), deleted);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, deleted).ContinueWith(_ => { }, TaskScheduler.Default);
            return new ContainerEnd(WorkerExitCode.Stopped);
        }

        return Ends(number, attempt) ?? await FinishAsync(trial);
    }

    private static List<EpochRecord> Epochs(int number, int count) => [.. Enumerable.Range(1, count).Select(e => new EpochRecord
    {
        Epoch = e,
        TrainLoss = 1,
        Loss = 1.0 / e,
        Accuracy = Accuracy(number, e),
        WorstClassAccuracy = Accuracy(number, e) - 0.1,
        MacroF1 = Accuracy(number, e),
        Seconds = 1,
    })];

    // Its attempt may not be on record yet: a worker reports again.
    private async Task ReportAsync(Trial trial, IReadOnlyList<EpochRecord> epochs, CancellationToken deleted)
    {
        try
        {
            while (!await FillerResources.ReportAsync(client, trial, epochs, deleted)) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, deleted);
        }
        catch (OperationCanceledException) when (deleted.IsCancellationRequested)
        {
            // Told to leave before it could report.
        }
    }

    private async Task<ContainerEnd> FinishAsync(Trial trial)
    {
        var result = InstantResult.Of(trial, Epochs(trial.Spec.Number, trial.Spec.Training.Epochs));
        await InstantResult.StoreAsync(new FolderBlobStore(store), trial, result, CancellationToken.None);
        return new ContainerEnd(0, InstantResult.LastWords(result, withResult: false));
    }
}
