using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Filler.Api;

/// <summary>At most one of <see cref="Azure"/> and <see cref="PersistentVolumeClaim"/>; neither: the operator's default store, or beside a local run's record.</summary>
public sealed record StorageSpec
{
    [StringLength(512)]
    [Description("Folder for datasets and checkpoints; absent: beside the run's record. In a cluster: a folder on the persistent volume.")]
    public string? Folder { get; init; }

    [Description("A container of Azure Blob Storage.")]
    public AzureStorageSpec? Azure { get; init; }

    [StringLength(253), RegularExpression("[a-z0-9]([-a-z0-9.]*[a-z0-9])?")]
    [Description("In a cluster: a claim of the study's namespace, mounted by every pod (ReadWriteMany where they run on several nodes).")]
    public string? PersistentVolumeClaim { get; init; }

    [AllowedValues(Retentions.Keep, Retentions.DeleteTrials, Retentions.DeleteAll)]
    [Description("What becomes of the blobs when the study is deleted. keep: all stay. deleteTrials: checkpoints and results of its trials go; datasets and the results that other studies may take over stay. deleteAll: the datasets that no other study of this cluster uses go too. May be changed at any time, on a finished study too.")]
    public string Retention { get; init; } = Retentions.Keep;
}

/// <summary>Where neither secret nor key is named, workload identity grants access.</summary>
public sealed record AzureStorageSpec
{
    [Required, StringLength(24, MinimumLength = 3), RegularExpression("[a-z0-9]+")]
    [Description("Name of the storage account.")]
    public string Account { get; init; } = "";

    [Required, StringLength(63, MinimumLength = 3), RegularExpression("[a-z0-9]+(-[a-z0-9]+)*")]
    [Description("Name of the blob container.")]
    public string Container { get; init; } = "";

    [StringLength(200), RegularExpression("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")]
    [Description("Every blob's name begins with this; absent: nothing.")]
    public string? Prefix { get; init; }

    [StringLength(253), RegularExpression("[a-z0-9]([-a-z0-9.]*[a-z0-9])?")]
    [Description("A secret of the study's namespace whose entries the pods get as environment: AZURE_STORAGE_CONNECTION_STRING, or AZURE_STORAGE_KEY, and where it is not Azure's own AZURE_STORAGE_ENDPOINT. Absent: workload identity.")]
    public string? CredentialSecret { get; init; }
}

public static class Retentions
{
    public const string Keep = "keep";
    public const string DeleteTrials = "deleteTrials";
    public const string DeleteAll = "deleteAll";
}
