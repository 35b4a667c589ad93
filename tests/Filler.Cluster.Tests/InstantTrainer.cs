using Filler.Api;
using Filler.Storage;
using Filler.TestKit.Nodes;
using Filler.TestKit.Studies;
using k8s;
using k8s.Models;

namespace Filler.Cluster.Tests;

/// <summary>What runs in a pod's place: keeps the worker's contract, trains nothing, and misbehaves where the test says so.</summary>
internal sealed class InstantTrainer(string storeFolder)
{
    /// <summary>Name of the one dataset.</summary>
    public static readonly string Digest = new('d', 64);

    /// <summary>A deed that leaves the pod as the test has set it.</summary>
    public static readonly ContainerEnd None = new(-1);

    /// <summary>Asked before every attempt at a trial: an end of the test's own, or null for an honest one.</summary>
    public Func<V1Pod, Trial, CancellationToken, Task<ContainerEnd?>> Deed { get; init; } = (_, _, _) => Task.FromResult<ContainerEnd?>(null);

    /// <summary>How workers of packs reach the API server; null: there are no packs.</summary>
    public IKubernetes? Packs { get; init; }

    public async Task<ContainerEnd?> RunAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        if (pod.Metadata.Annotations.TryGetValue("filler.dev/dataset-spec", out var section))
        {
            var spec = FillerJson.Deserialize<DatasetSpec>(section);
            await new FolderBlobStore(storeFolder).PutBytesAsync($"{BlobLayout.DatasetPrefix(Digest)}/manifest.json", "{}"u8.ToArray(), cancellationToken);
            return new ContainerEnd(0, new DatasetReadyMessage { Digest = Digest, Images = spec.ImagesPerClass.Train }.ToLine());
        }

        return Packs is { } client && PackWorker.Serves(pod)
            ? await new PackWorker(client, AttemptAsync).RunAsync(pod, cancellationToken)
            : await AttemptAsync(pod, FillerJson.Deserialize<Trial>(pod.Metadata.Annotations["filler.dev/trial"]), cancellationToken);
    }

    /// <summary>In place of one attempt.</summary>
    public async Task<ContainerEnd?> AttemptAsync(V1Pod pod, Trial trial, CancellationToken cancellationToken) =>
        await Deed(pod, trial, cancellationToken) is not { } end ? await TrainAsync(trial, cancellationToken) : end == None ? null : end;

    public async Task<ContainerEnd> TrainAsync(Trial trial, CancellationToken cancellationToken)
    {
        var accuracy = 1 - (1.0 / (2 + trial.Spec.Model.ConvLayers));
        var epochs = Enumerable.Range(1, trial.Spec.Training.Epochs).Select(e => new EpochRecord
        {
            Epoch = e,
            TrainLoss = 1,
            Loss = 1.0 / e,
            Accuracy = accuracy - (0.1 / e),
            WorstClassAccuracy = accuracy - 0.2,
            MacroF1 = accuracy,
            Seconds = 1,
        }).ToList();
        var result = InstantResult.Of(trial, epochs);
        var store = new FolderBlobStore(storeFolder);
        await store.PutBytesAsync(result.Checkpoint, "weights"u8.ToArray(), cancellationToken);
        await InstantResult.StoreAsync(store, trial, result, cancellationToken);
        return new ContainerEnd(0, InstantResult.LastWords(result, withResult: true));
    }
}
