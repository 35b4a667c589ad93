namespace Filler.Api;

/// <summary>Where everything lies in the blob store (docs/architecture.md shows the tree).</summary>
public static class BlobLayout
{
    public static string DatasetPrefix(string digest) => $"datasets/{digest}";

    /// <summary>Everything of one study but its datasets.</summary>
    public static string StudyPrefix(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return StudyPrefix(study.Metadata.NamespaceProperty, study.Metadata.Name, study.Metadata.Uid);
    }

    /// <summary>The earlier trials that count for a study in a cluster, as they were when it began.</summary>
    public static string WarmStartKey(Study study) => $"{StudyPrefix(study)}/warm-start.json";

    /// <summary>All attempts of one trial.</summary>
    public static string TrialPrefix(Trial trial) => $"{StudyPrefix(trial.Metadata.NamespaceProperty, trial.Spec.Study, trial.Spec.StudyUid)}/trials/{trial.Spec.Number}";

    public static string AttemptPrefix(Trial trial, int attempt) => $"{TrialPrefix(trial)}/attempt-{attempt}";

    /// <summary>The <see cref="TrialResult"/> of an attempt; its presence means that the trial is done.</summary>
    public static string ResultKey(Trial trial, int attempt) => $"{AttemptPrefix(trial, attempt)}/result.json";

    /// <summary>Finished results of one <see cref="TrialIdentity"/>, whichever study trained them, one object a seed.</summary>
    public static string PublishedPrefix(string identity) => $"results/{identity}";

    /// <summary>A <see cref="PublishedResult"/>.</summary>
    public static string PublishedKey(string identity, long seed) => $"{PublishedPrefix(identity)}/{seed}.json";

    private static string StudyPrefix(string? @namespace, string study, string uid) => $"studies/{@namespace ?? "default"}/{study}-{uid}";
}
