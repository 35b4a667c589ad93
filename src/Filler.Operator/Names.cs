using Filler.Api;

namespace Filler.Operator;

/// <summary>Every label, annotation and name that the operator gives objects.</summary>
internal static class Names
{
    public const string FieldManager = "filler-operator";
    public const string ManagedBy = "app.kubernetes.io/managed-by";
    public const string Study = $"{ApiGroup.Name}/study";
    public const string StudyUid = $"{ApiGroup.Name}/study-uid";
    public const string Trial = $"{ApiGroup.Name}/trial";
    public const string Attempt = $"{ApiGroup.Name}/attempt";

    /// <summary>On pods that prepare a dataset: its key.</summary>
    public const string Dataset = $"{ApiGroup.Name}/dataset";

    /// <summary>Annotation: the whole trial as JSON, mounted as a file.</summary>
    public const string TrialJson = $"{ApiGroup.Name}/trial";

    public const string ParametersJson = $"{ApiGroup.Name}/parameters";

    public const string DatasetJson = $"{ApiGroup.Name}/dataset-spec";

    /// <summary>Annotation of a study: its sections that never change, as they were when it began.</summary>
    public const string Accepted = $"{ApiGroup.Name}/accepted";

    /// <summary>Annotation of a study: the span that its trace goes on from, as W3C trace context.</summary>
    public const string TraceParent = $"{ApiGroup.Name}/traceparent";

    public const string BlobsFinalizer = $"{ApiGroup.Name}/blobs";

    /// <summary>Label of a pod that several trials share, a pack (docs/adr/0068-packs.md): how many have room in it.</summary>
    public const string Seats = $"{ApiGroup.Name}/seats";

    /// <summary>Annotation of a pack: 16 hexadecimal digits of the SHA-256 of what it was built as.</summary>
    public const string Built = $"{ApiGroup.Name}/built";

    /// <summary>The container that does the work; a template's container of this name is laid over it.</summary>
    public const string Container = "trial";

    public static string Pod(string trial, int attempt) => $"{trial}-{attempt}";

    public static string PackPod(string study, int ordinal) => $"{study}-pack-{ordinal}";

    public static string DatasetPod(string key) => $"dataset-{key}";
}
