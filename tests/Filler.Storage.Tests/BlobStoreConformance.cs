using System.Text;

namespace Filler.Storage.Tests;

/// <summary>What every blob store must do; one subclass a store.</summary>
public abstract class BlobStoreConformance
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract Task<IBlobStore> OpenAsync();

    [SkippableFact]
    public async Task What_was_put_is_read_back()
    {
        var sut = await OpenAsync();
        var content = Enumerable.Range(0, 300_000).Select(i => (byte)i).ToArray();

        await sut.PutBytesAsync("a/b/c.bin", content, None);

        Assert.True(await sut.ExistsAsync("a/b/c.bin", None));
        Assert.Equal(content, await sut.ReadBytesAsync("a/b/c.bin", None));
    }

    [SkippableFact]
    public async Task What_was_never_put_is_absent()
    {
        var sut = await OpenAsync();

        Assert.False(await sut.ExistsAsync("a", None));
        Assert.Null(await sut.OpenReadAsync("a", None));
        Assert.Empty(await sut.ListAsync("a", None));
        await sut.DeleteAsync("a", None);
    }

    [SkippableFact]
    public async Task Put_replaces_the_whole_object()
    {
        var sut = await OpenAsync();

        await sut.PutBytesAsync("a", "a long first content"u8.ToArray(), None);
        await sut.PutBytesAsync("a", "short"u8.ToArray(), None);

        Assert.Equal("short"u8.ToArray(), await sut.ReadBytesAsync("a", None));
    }

    [SkippableFact]
    public async Task Put_if_absent_keeps_the_first()
    {
        var sut = await OpenAsync();

        Assert.True(await sut.PutIfAbsentAsync("a", (s, t) => s.WriteAsync("first"u8.ToArray(), t).AsTask(), None));
        Assert.False(await sut.PutIfAbsentAsync("a", (s, t) => s.WriteAsync("second"u8.ToArray(), t).AsTask(), None));

        Assert.Equal("first"u8.ToArray(), await sut.ReadBytesAsync("a", None));
    }

    [SkippableFact]
    public async Task Of_many_writers_at_once_exactly_one_wins()
    {
        var sut = await OpenAsync();

        var won = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() =>
            sut.PutIfAbsentAsync("race", (s, t) => s.WriteAsync(Encoding.UTF8.GetBytes($"writer {i}"), t).AsTask(), None))));

        var winner = Array.IndexOf(won, true);
        Assert.Single(won, w => w);
        Assert.Equal($"writer {winner}", Encoding.UTF8.GetString((await sut.ReadBytesAsync("race", None))!));
    }

    [SkippableFact]
    public async Task A_writer_that_fails_leaves_nothing_and_keeps_what_was()
    {
        var sut = await OpenAsync();
        await sut.PutBytesAsync("kept", "before"u8.ToArray(), None);

        foreach (var key in new[] { "kept", "new" })
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => sut.PutAsync(key, async (s, t) =>
            {
                await s.WriteAsync("half"u8.ToArray(), t);
                throw new InvalidOperationException("died midway");
            }, None));
        }

        Assert.Equal("before"u8.ToArray(), await sut.ReadBytesAsync("kept", None));
        Assert.False(await sut.ExistsAsync("new", None));
        Assert.Empty(await sut.ListAsync("new", None));
    }

    [SkippableFact]
    public async Task Lists_are_by_whole_segments_in_ordinal_order()
    {
        var sut = await OpenAsync();
        foreach (var key in new[] { "runs/2/z", "runs/10/a", "runs/2/a", "runs-old/1" }) await sut.PutBytesAsync(key, new byte[] { 1 }, None);

        Assert.Equal(["runs/10/a", "runs/2/a", "runs/2/z"], await sut.ListAsync("runs", None));
    }

    [SkippableFact]
    public async Task Deleted_objects_are_gone()
    {
        var sut = await OpenAsync();
        await sut.PutBytesAsync("a/b", new byte[] { 1 }, None);

        await sut.DeleteAsync("a/b", None);

        Assert.False(await sut.ExistsAsync("a/b", None));
        Assert.Empty(await sut.ListAsync("a", None));
    }

    [SkippableTheory]
    [InlineData("../outside")]
    [InlineData("/absolute")]
    [InlineData("a/../../b")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    [InlineData("a%2e%2e/b")]
    public async Task Hostile_keys_are_refused(string key)
    {
        var sut = await OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => sut.PutBytesAsync(key, new byte[] { 1 }, None));
        await Assert.ThrowsAsync<ArgumentException>(() => sut.OpenReadAsync(key, None));
    }
}
