using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Filler.TestKit.Azurite;

namespace Filler.Storage.Tests;

/// <summary>A new container in the emulator.</summary>
internal sealed class AzureContainer
{
    private readonly AzureBlobAddress address = new(AzuriteServer.Account, $"t{Guid.NewGuid():N}", "lab/");
    private readonly Dictionary<string, string?> variables = new() { [AzureAccess.Key] = AzuriteServer.Key };

    public AzureContainer(AzuriteFixture azurite)
    {
        variables[AzureAccess.Endpoint] = $"{azurite.Gateway.Address}{AzuriteServer.Account}";
        Client = AzureAccess.Open(address, variables.GetValueOrDefault, Quickly);
    }

    public BlobContainerClient Client { get; }

    public string Address => address.ToString();

    public Func<string, string?> Variable => variables.GetValueOrDefault;

    public async Task<AzureContainer> CreateAsync()
    {
        await Client.CreateAsync(PublicAccessType.None);
        return this;
    }

    /// <param name="blockBytes">Small, so that small contents go up in blocks.</param>
    public AzureBlobStore Store(int blockBytes = 8 << 20) => new(address, Client, blockBytes);

    // As in production but for the pauses between tries.
    private static void Quickly(BlobClientOptions options) => options.Retry.Delay = options.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
}
