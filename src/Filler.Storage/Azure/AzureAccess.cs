using Azure.Core;
using Azure.Identity;
using Azure.Storage;
using Azure.Storage.Blobs;

namespace Filler.Storage;

/// <summary>
/// How a container is opened: a connection string, an account key, else the identity of the pod, machine or user (workload identity, managed
/// identity, <c>az login</c>).
/// </summary>
internal static class AzureAccess
{
    public const string ConnectionString = "AZURE_STORAGE_CONNECTION_STRING";
    public const string Key = "AZURE_STORAGE_KEY";

    /// <summary>Another endpoint than <c>https://account.blob.core.windows.net</c>: another cloud, or an emulator.</summary>
    public const string Endpoint = "AZURE_STORAGE_ENDPOINT";

    /// <exception cref="ArgumentException">A variable is malformed; its value is never repeated.</exception>
    public static BlobContainerClient Open(AzureBlobAddress address, Func<string, string?> variable, Action<BlobClientOptions>? configure = null)
    {
        var options = Options();
        configure?.Invoke(options);
        if (variable(ConnectionString) is { Length: > 0 } connection) return WithConnectionString(address, connection, options);
        var endpoint = EndpointOf(address, variable(Endpoint));
        var container = new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{address.Container}");
        if (variable(Key) is { Length: > 0 } key) return new BlobContainerClient(container, SharedKey(address, key), options);
        return endpoint.Scheme == Uri.UriSchemeHttps
            ? new BlobContainerClient(container, new DefaultAzureCredential(), options)
            : throw new ArgumentException($"{Endpoint}={endpoint}: an identity's token goes over https only; set {Key} or {ConnectionString}, or use an https endpoint");
    }

    // The version that the emulator of the tests knows too; Azure serves every version since 2009.
    private static BlobClientOptions Options() => new(BlobClientOptions.ServiceVersion.V2026_06_06)
    {
        Retry = { Mode = RetryMode.Exponential, MaxRetries = 6, Delay = TimeSpan.FromMilliseconds(300), MaxDelay = TimeSpan.FromSeconds(10), NetworkTimeout = TimeSpan.FromSeconds(100) },
    };

    private static BlobContainerClient WithConnectionString(AzureBlobAddress address, string connection, BlobClientOptions options)
    {
        BlobContainerClient client;
        try
        {
            client = new BlobContainerClient(connection, address.Container, options);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            // The inner message may hold parts of the string.
            throw new ArgumentException($"{ConnectionString} is not a connection string; copy it whole from the storage account's access keys");
        }

        return client.AccountName == address.Account
            ? client
            : throw new ArgumentException($"{ConnectionString} is of account '{client.AccountName}', the store's address says '{address.Account}'; make them the same");
    }

    private static StorageSharedKeyCredential SharedKey(AzureBlobAddress address, string key)
    {
        try
        {
            return new StorageSharedKeyCredential(address.Account, key.Trim());
        }
        catch (FormatException)
        {
            throw new ArgumentException($"{Key} is not an account key (base64); copy it whole from the storage account's access keys");
        }
    }

    private static Uri EndpointOf(AzureBlobAddress address, string? given) =>
        given is not { Length: > 0 } ? new Uri($"https://{address.Account}.blob.core.windows.net")
        : Uri.TryCreate(given, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Query.Length == 0 ? uri
        : throw new ArgumentException($"{Endpoint} is not an address of the kind https://account.blob.core.windows.net");
}
