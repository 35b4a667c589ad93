using System.Text.Json;
using Filler.Api;
using Filler.Cli.Studies;
using Filler.Storage;

namespace Filler.Cli.Cluster;

/// <summary>The report of a study in a cluster: its objects, and from the store what they are too small to hold.</summary>
internal static class ClusterReport
{
    /// <param name="address">The store as this machine reaches it; null: as the manifest names it.</param>
    /// <exception cref="CommandFailure">There is no such study, or no store is named.</exception>
    public static async Task<RunReport> ReadAsync(ClusterStudies studies, string name, string? address, TimeProvider time, CancellationToken cancellationToken)
    {
        var study = await studies.ReadAsync(name, cancellationToken);
        var place = address ?? Address(study.Spec.Storage) ?? throw new CommandFailure(
            ExitCode.BadInput, $"studies/{name}: its manifest names no store, so it is the operator's default; name it with --store, as this machine reaches it");
        var store = BlobStores.Open(place);
        var trials = new List<Trial>();
        foreach (var trial in await studies.TrialsAsync(study, cancellationToken)) trials.Add(await CompleteAsync(trial, store, cancellationToken));
        return await RunReport.OfAsync(study, trials, place, name, step => RunAgain.InCluster(study, step), time, cancellationToken);
    }

    private static string? Address(StorageSpec storage) => storage.Azure is { } azure
        ? $"azure://{azure.Account}/{azure.Container}{(azure.Prefix is { } prefix ? $"/{prefix}" : "")}"
        : null;

    // The object in the cluster keeps figures only; all epochs are in result.json.
    private static async Task<Trial> CompleteAsync(Trial trial, IBlobStore store, CancellationToken cancellationToken)
    {
        if (trial.Status is not { Phase: TrialPhase.Succeeded, ReusedFrom: null }) return trial;
        if (await store.ReadBytesAsync(BlobLayout.ResultKey(trial, trial.Status.Attempt), cancellationToken) is not { } bytes) return trial;
        var result = JsonSerializer.Deserialize<TrialResult>(bytes, FillerJson.Options)!;
        return trial with { Status = trial.Status with { Result = result, Epochs = result.Epochs } };
    }
}
