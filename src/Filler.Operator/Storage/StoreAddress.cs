using Filler.Api;

namespace Filler.Operator.Storage;

/// <summary>Where a study's blobs are, as its pods open it.</summary>
internal static class StoreAddress
{
    /// <summary>Where a claim is mounted.</summary>
    public const string ClaimMount = "/var/lib/filler";

    /// <returns>Null where neither the study nor the operator names a store.</returns>
    public static string? Of(StorageSpec storage, string? defaultStore) => storage switch
    {
        { Azure: { } azure } => $"azure://{azure.Account}/{azure.Container}{(azure.Prefix is { Length: > 0 } prefix ? $"/{prefix}" : "")}",
        { PersistentVolumeClaim: not null, Folder: { } folder } => $"{ClaimMount}/{folder.Trim('/')}",
        { PersistentVolumeClaim: not null } => ClaimMount,
        _ => defaultStore,
    };
}
