namespace Filler.Api;

/// <summary>Where everything lies in the blob store (docs/architecture.md shows the tree).</summary>
public static class BlobLayout
{
    public static string DatasetPrefix(string digest) => $"datasets/{digest}";

    /// <summary>All attempts of one trial.</summary>
    public static string TrialPrefix(Trial trial) =>
        $"studies/{trial.Metadata.NamespaceProperty ?? "default"}/{trial.Spec.Study}-{trial.Spec.StudyUid}/trials/{trial.Spec.Number}";

    public static string AttemptPrefix(Trial trial, int attempt) => $"{TrialPrefix(trial)}/attempt-{attempt}";

    /// <summary>The <see cref="TrialResult"/> of an attempt; its presence means that the trial is done.</summary>
    public static string ResultKey(Trial trial, int attempt) => $"{AttemptPrefix(trial, attempt)}/result.json";

    /// <summary>Finished results of one <see cref="TrialIdentity"/>, whichever study trained them, one object a seed.</summary>
    public static string PublishedPrefix(string identity) => $"results/{identity}";

    /// <summary>A <see cref="PublishedResult"/>.</summary>
    public static string PublishedKey(string identity, long seed) => $"{PublishedPrefix(identity)}/{seed}.json";
}
