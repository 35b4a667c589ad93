using Azure.Storage;
using Azure.Storage.Blobs;
using Filler.Storage;
using Filler.TestKit.Azurite;
using k8s;
using k8s.Models;

namespace Filler.Cluster.Tests;

/// <summary>A new container in the emulator, and the secret that opens it.</summary>
internal sealed class AzureStore(AzuriteServer server)
{
    public const string Secret = "blob-credential";

    private readonly Dictionary<string, string?> variables = new()
    {
        ["AZURE_STORAGE_KEY"] = AzuriteServer.Key,
        ["AZURE_STORAGE_ENDPOINT"] = $"{server.Address}{AzuriteServer.Account}",
    };

    public string Container { get; } = $"c{Guid.NewGuid():N}";

    public IBlobStore Blobs => BlobStores.Open($"azure://{AzuriteServer.Account}/{Container}", variables.GetValueOrDefault);

    /// <summary>Makes the container, and the secret in a namespace.</summary>
    /// <param name="key">What the secret says; null: the right one.</param>
    public async Task<AzureStore> CreateAsync(IKubernetes client, string space, string? key = null)
    {
        var credential = new StorageSharedKeyCredential(AzuriteServer.Account, AzuriteServer.Key);
        await new BlobContainerClient(new Uri($"{variables["AZURE_STORAGE_ENDPOINT"]}/{Container}"), credential, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06)).CreateAsync();
        var secret = new V1Secret { Metadata = new V1ObjectMeta { Name = Secret }, StringData = variables.ToDictionary(v => v.Key, v => v.Key == "AZURE_STORAGE_KEY" && key is not null ? key : v.Value!) };
        await client.CoreV1.CreateNamespacedSecretAsync(secret, space);
        return this;
    }
}
