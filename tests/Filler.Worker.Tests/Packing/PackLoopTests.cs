using System.Threading.Channels;
using Filler.Api;
using Filler.Worker.Cluster;
using Filler.Worker.Packing;
using Filler.Worker.Tests.Cluster;
using Microsoft.Extensions.Time.Testing;

namespace Filler.Worker.Tests.Packing;

/// <summary>The loop of a pack with shells for trials, and a clock that is moved by hand.</summary>
public sealed class PackLoopTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly StringWriter log = new();
    private readonly StringWriter output = new();
    private readonly Channel<PackNews> news = Channel.CreateUnbounded<PackNews>();
    private readonly CancellationTokenSource leave = new();
    private readonly string folder = Directory.CreateTempSubdirectory("filler-pack-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_pack_without_work_leaves_after_ten_minutes_and_not_before()
    {
        var status = new RecordingStatus(time);
        var pack = Pack(status, "exit 0").RunAsync(leave.Token);
        Tell(new PackNews.Listed([]));
        time.Advance(Filler.Worker.Packing.Pack.Patience - TimeSpan.FromSeconds(1));
        Tell(new PackNews.Changed(Trial()));
        await status.NextAsync();
        Assert.False(pack.IsCompleted);

        await AdvanceUntilAsync(pack);
    }

    [Fact]
    public async Task An_end_that_was_overwritten_is_told_again_and_one_that_is_on_record_is_not()
    {
        var status = new RecordingStatus(time);
        var pack = Pack(status, "exit 7").RunAsync(leave.Token);
        Tell(new PackNews.Listed([Trial()]));
        Assert.Contains("\"code\":7", (await status.NextAsync()).Patch, StringComparison.Ordinal);

        // The last report of the process itself arrived after the pack's: the Trial has changed, and does not say the end.
        Tell(new PackNews.Changed(Trial()));
        Assert.Contains("\"code\":7", (await status.NextAsync()).Patch, StringComparison.Ordinal);
        Tell(new PackNews.Changed(Trial() with { IsEndTold = true }));
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pack);

        Assert.Equal(0, status.Waiting);
    }

    [Fact]
    public async Task What_a_process_says_is_passed_on_and_its_last_words_are_told()
    {
        var status = new RecordingStatus(time);
        var pack = Pack(status, """echo '{"event":"alive"}'; echo plain; echo why >&2; exit 5""").RunAsync(leave.Token);
        Tell(new PackNews.Listed([Trial()]));

        var patch = (await status.NextAsync()).Patch;

        Assert.Contains("\"code\":5,", patch, StringComparison.Ordinal);
        Assert.Contains("why", patch, StringComparison.Ordinal);
        Assert.Equal("{\"event\":\"alive\"}", output.ToString().Trim());
        Assert.Contains("tiny: plain", log.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("alive", patch, StringComparison.Ordinal);
        await EndAsync(pack);
    }

    [Fact]
    public async Task A_process_that_cannot_be_started_and_an_order_that_cannot_be_read_are_ends_too()
    {
        var status = new RecordingStatus(time);
        var pack = Pack(status, null).RunAsync(leave.Token);
        Tell(new PackNews.Listed([Trial()]));
        Assert.Contains($"\"code\":{WorkerExitCode.Environment},", (await status.NextAsync()).Patch, StringComparison.Ordinal);

        Tell(new PackNews.Changed(new PackedTrial("other", "v", 1, IsUnderWay: true) { Fault = "annotation filler.dev/order: no JSON" }));
        var refused = (await status.NextAsync()).Patch;

        Assert.Contains($"\"code\":{WorkerExitCode.UserError},", refused, StringComparison.Ordinal);
        Assert.Contains("no JSON", refused, StringComparison.Ordinal);
        await EndAsync(pack);
    }

    [Fact]
    public async Task A_pack_that_leaves_ends_though_no_end_arrives()
    {
        var status = new RecordingStatus(time) { Otherwise = new ReportOutcome.Failed("no answer") };
        var pack = Pack(status, "trap 'exit 10' TERM; echo ready; while :; do sleep 0.02; done").RunAsync(leave.Token);
        Tell(new PackNews.Listed([Trial()]));
        await UntilAsync(() => log.ToString().Contains("tiny: ready", StringComparison.Ordinal));

        await leave.CancelAsync();
        await status.NextAsync();

        await AdvanceUntilAsync(Assert.ThrowsAnyAsync<OperationCanceledException>(() => pack));
        Assert.Contains("has ended with exit code 10", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_that_cannot_look_any_more_takes_its_processes_with_it()
    {
        var pack = Pack(new RecordingStatus(time), "echo ready; sleep 1000").RunAsync(leave.Token);
        Tell(new PackNews.Listed([Trial()]));
        await UntilAsync(() => log.ToString().Contains("tiny: ready", StringComparison.Ordinal));

        news.Writer.Complete(new FormatException("what no API server says"));

        // The task ends when every process is gone.
        Assert.Contains("what no API server says", (await Assert.ThrowsAnyAsync<Exception>(() => pack)).ToString(), StringComparison.Ordinal);
    }

    private Pack Pack(RecordingStatus status, string? script) => new(
        new PackSettings(2, "lab", "uid", 1),
        async (to, token) =>
        {
            await foreach (var item in news.Reader.ReadAllAsync(token)) to.TryWrite(item);
        },
        new EndReporter(_ => status, TextWriter.Synchronized(log), time),
        (trial, order, _) => PackProcess.Start(
            trial.Name, Path.Combine(folder, trial.Name), order, script is null ? [Path.Combine(folder, "missing")] : ["/bin/sh", "-c", script], new Dictionary<string, string?>(), TextWriter.Synchronized(output),
            TextWriter.Synchronized(log), time),
        TextWriter.Synchronized(log),
        time);

    private void Tell(PackNews item) => Assert.True(news.Writer.TryWrite(item));

    private async Task EndAsync(Task pack)
    {
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pack);
    }

    private static PackedTrial Trial() => new("tiny", "u", 1, IsUnderWay: true) { Order = new PackOrder(1, "{}", "d", null) };

    private async Task AdvanceUntilAsync(Task ended)
    {
        while (!ended.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        await ended;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds()) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
    }
}
