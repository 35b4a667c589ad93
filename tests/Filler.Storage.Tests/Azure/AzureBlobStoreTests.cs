using Filler.TestKit.Azurite;

namespace Filler.Storage.Tests;

public sealed class AzureBlobStoreTests(AzuriteFixture azurite) : BlobStoreConformance, IClassFixture<AzuriteFixture>
{
    private AzureContainer? container;

    protected override async Task<IBlobStore> OpenAsync()
    {
        azurite.Require();
        container ??= await new AzureContainer(azurite).CreateAsync();
        // Blocks of 100 KB: the larger contents of the suite go up in several.
        return container.Store(100_000);
    }

    [SkippableFact]
    public async Task Its_address_opens_the_same_store()
    {
        await (await OpenAsync()).PutBytesAsync("a", new byte[] { 7 }, CancellationToken.None);

        var again = BlobStores.Open(container!.Address, container.Variable);

        Assert.Equal([7], await again.ReadBytesAsync("a", CancellationToken.None));
    }

    [SkippableFact]
    public async Task A_blob_of_another_program_is_read_too()
    {
        var sut = await OpenAsync();
        await container!.Client.GetBlobClient("lab/foreign").UploadAsync(BinaryData.FromString("theirs"));

        Assert.Equal("theirs"u8.ToArray(), await sut.ReadBytesAsync("foreign", CancellationToken.None));
    }
}
