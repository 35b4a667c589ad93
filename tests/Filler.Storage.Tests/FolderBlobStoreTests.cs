namespace Filler.Storage.Tests;

public sealed class FolderBlobStoreTests : BlobStoreConformance, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("filler-store-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    protected override Task<IBlobStore> OpenAsync() => Task.FromResult<IBlobStore>(new FolderBlobStore(folder));

    [Fact]
    public async Task Its_address_opens_the_same_store()
    {
        await (await OpenAsync()).PutBytesAsync("a", new byte[] { 7 }, CancellationToken.None);

        var again = BlobStores.Open((await OpenAsync()).Address);

        Assert.Equal([7], await again.ReadBytesAsync("a", CancellationToken.None));
    }

    [Fact]
    public async Task Temporary_files_do_not_stay()
    {
        await (await OpenAsync()).PutBytesAsync("a", new byte[] { 7 }, CancellationToken.None);

        Assert.Equal(["a"], Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)));
    }

    [Fact]
    public void An_address_of_no_known_kind_is_refused() =>
        Assert.Contains("scheme 'ftp' is unknown", Assert.Throws<ArgumentException>(() => BlobStores.Open("ftp://host/x")).Message);
}
