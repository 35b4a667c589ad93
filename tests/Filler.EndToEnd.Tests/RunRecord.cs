using System.Security.Cryptography;
using System.Text.Json;
using Filler.Api;

namespace Filler.EndToEnd.Tests;

/// <summary>A run folder as another program reads it.</summary>
internal sealed class RunRecord(string folder)
{
    public string Folder { get; } = folder;

    public Study Study => FillerJson.Deserialize<Study>(File.ReadAllText(Path.Combine(Folder, "study.json")));

    /// <summary>In order of their numbers; empty before the first.</summary>
    public IReadOnlyList<Trial> Trials => Directory.Exists(Path.Combine(Folder, "trials"))
        ? [.. Directory.EnumerateFiles(Path.Combine(Folder, "trials"), "*.json").Select(Read).OfType<Trial>().OrderBy(t => t.Spec.Number)]
        : [];

    public bool IsComplete => Study.Status is { FinishTime: not null };

    public int Finished => Trials.Count(IsFinal);

    public static bool IsFinal(Trial trial) => trial.Status.Phase is TrialPhase.Succeeded or TrialPhase.Failed or TrialPhase.Pruned;

    public static bool IsUnderWay(Trial trial) => trial.Status.Phase is TrialPhase.Running or TrialPhase.Pending;

    /// <summary>What must not depend on who died when: for each trial its configuration, its counts and the digest of its weights.</summary>
    public IReadOnlyList<string> Essence() =>
    [
        .. Trials.Select(t =>
            $"{t.Spec.Number} {t.Spec.Parameters.Key()} {t.Spec.Seed} {t.Status.Phase} epoch {t.Status.Result?.BestEpoch} "
            + $"{JsonSerializer.Serialize(t.Status.Result?.ConfusionMatrix)} {Weights(t)}"),
    ];

    public string? Weights(Trial trial) => trial.Status.Result is { } result
        ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Folder, "store", result.Checkpoint))))
        : null;

    // A file is replaced by a rename, so it is whole; between the listing and the reading it may be another, never half of one.
    private static Trial? Read(string file) => FillerJson.Deserialize<Trial>(File.ReadAllText(file));
}
