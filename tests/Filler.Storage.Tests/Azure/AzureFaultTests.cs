using Filler.TestKit.Azurite;

namespace Filler.Storage.Tests;

/// <summary>The store against a server that cannot be relied on.</summary>
public sealed class AzureFaultTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7))];

    public static TheoryData<Fault, int> Faults
    {
        get
        {
            var data = new TheoryData<Fault, int>();
            foreach (var fault in new[] { Fault.Busy, Fault.CutRequest, Fault.LoseAnswer, Fault.CutAnswer })
            {
                // One request whole, and blocks with a commit.
                data.Add(fault, 8 << 20);
                data.Add(fault, 64 << 10);
            }

            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Faults))]
    public async Task Every_request_fails_once_and_all_is_as_if_none_had(Fault fault, int blockBytes)
    {
        var sut = (await ContainerAsync()).Store(blockBytes);
        var seen = new HashSet<string>();
        azurite.Gateway.Decide = (method, target) =>
        {
            lock (seen) return seen.Add($"{method} {target}") ? fault : Fault.None;
        };

        await sut.PutAsync("a/put", Write, None);
        var first = await sut.PutIfAbsentAsync("a/absent", Write, None);
        var second = await sut.PutIfAbsentAsync("a/absent", (s, t) => s.WriteAsync(new byte[] { 1 }, t).AsTask(), None);
        var read = await sut.ReadBytesAsync("a/absent", None);
        var keys = await sut.ListAsync("a", None);
        await sut.DeleteAsync("a/put", None);

        Assert.True(first, "the object is its own, though the answer that said so may have been lost");
        Assert.False(second);
        Assert.Equal(Content, read);
        Assert.Equal(["a/absent", "a/put"], keys);
        Assert.Equal(["a/absent"], await sut.ListAsync("a", None));
    }

    [SkippableFact]
    public async Task A_service_that_stays_away_is_named_with_the_blob_after_bounded_tries()
    {
        var sut = (await ContainerAsync()).Store();
        azurite.Gateway.Decide = (_, _) => Fault.Busy;
        var before = azurite.Gateway.Requests;

        var refused = await Assert.ThrowsAsync<BlobStoreException>(() => sut.PutAsync("a/checkpoint", Write, None));

        Assert.Contains("/lab/a/checkpoint: the service answers 503 ServerBusy; try again", refused.Message, StringComparison.Ordinal);
        Assert.InRange(azurite.Gateway.Requests - before, 2, 10);
    }

    [SkippableFact]
    public async Task Nothing_partial_is_seen_when_the_upload_dies_at_any_request()
    {
        var store = await ContainerAsync();
        for (var last = 0; last < 6; last++)
        {
            var count = 0;
            azurite.Gateway.Decide = (method, _) => method == "PUT" && Interlocked.Increment(ref count) > last ? Fault.CutRequest : Fault.None;
            await Assert.ThrowsAsync<BlobStoreException>(() => store.Store(64 << 10).PutAsync("a", Write, None));
            azurite.Gateway.Decide = (_, _) => Fault.None;
            if (last < 5) Assert.Null(await store.Store().ReadBytesAsync("a", None));
        }
    }

    [SkippableFact]
    public async Task A_changed_byte_is_found_at_the_end_of_the_read()
    {
        var sut = (await ContainerAsync()).Store();
        await sut.PutAsync("a/data", Write, None);
        azurite.Gateway.Decide = (method, _) => method == "GET" ? Fault.Corrupt : Fault.None;

        var damaged = await Assert.ThrowsAsync<InvalidDataException>(() => sut.ReadBytesAsync("a/data", None));

        Assert.Contains("/lab/a/data: the content has changed since it was written", damaged.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Writers_of_one_large_blob_at_once_all_end_and_one_content_stays_whole()
    {
        var sut = (await ContainerAsync()).Store(64 << 10);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => sut.PutAsync("same", Write, None)));

        Assert.Equal(Content, await sut.ReadBytesAsync("same", None));
    }

    [SkippableFact]
    public async Task A_missing_container_says_what_to_do()
    {
        azurite.Require();
        azurite.Gateway.Decide = (_, _) => Fault.None;
        var sut = new AzureContainer(azurite).Store();

        var refused = await Assert.ThrowsAsync<BlobStoreException>(() => sut.PutAsync("a", Write, None));

        Assert.Contains("its container does not exist; create the container", refused.Message, StringComparison.Ordinal);
    }

    private static Task Write(Stream stream, CancellationToken cancellationToken) => stream.WriteAsync(Content, cancellationToken).AsTask();

    private Task<AzureContainer> ContainerAsync()
    {
        azurite.Require();
        azurite.Gateway.Decide = (_, _) => Fault.None;
        return new AzureContainer(azurite).CreateAsync();
    }
}
