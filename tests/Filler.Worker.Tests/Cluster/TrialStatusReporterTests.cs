using Filler.Api;
using Filler.Worker.Cluster;
using Microsoft.Extensions.Time.Testing;

namespace Filler.Worker.Tests.Cluster;

public class TrialStatusReporterTests
{
    private static readonly ReportTarget Target = new("lab", "tiny-0000", 1, "");
    private readonly FakeTimeProvider time = new();
    private readonly StringWriter log = new();
    private string? superseded;

    [Fact]
    public async Task Writes_are_at_least_five_seconds_apart_and_the_last_holds_every_epoch()
    {
        var status = new RecordingStatus(time);
        await using (var sut = Reporter(status))
        {
            sut.Hear(Started());
            var first = await status.NextAsync();
            for (var epoch = 1; epoch <= 3; epoch++) sut.Hear(Epoch(epoch));
            var second = await AdvanceUntilAsync(status.NextAsync());

            Assert.True(second.At - first.At >= TrialStatusReporter.Interval);
            Assert.Equal(3, Count(second.Patch));
            sut.Hear(Epoch(4));
        }

        Assert.Equal(4, Count((await status.NextAsync()).Patch));
        Assert.Equal(0, status.Waiting);
    }

    [Fact]
    public async Task What_could_not_be_sent_is_sent_again_ever_more_seldom()
    {
        var status = new RecordingStatus(time, new ReportOutcome.Failed("connection refused"), new ReportOutcome.Failed("connection refused"));
        await using var sut = Reporter(status);
        sut.Hear(Started());

        var first = await status.NextAsync();
        var second = await AdvanceUntilAsync(status.NextAsync());
        var third = await AdvanceUntilAsync(status.NextAsync());

        Assert.True(second.At - first.At >= TimeSpan.FromSeconds(10));
        Assert.True(third.At - second.At >= TimeSpan.FromSeconds(20));
        await sut.DisposeAsync();
        Assert.Equal(
            [
                "worker: a report to the Trial's status did not arrive: connection refused; training goes on, the result goes to the store",
                "worker: reports to the Trial's status arrive again",
            ],
            log.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Null(superseded);
    }

    [Fact]
    public async Task An_attempt_that_stays_refused_leaves()
    {
        var status = new RecordingStatus(time) { Otherwise = new ReportOutcome.Refused("attempt 1 is not the current attempt") };
        await using var sut = Reporter(status);
        sut.Hear(Started());

        await AdvanceUntilAsync(Task.Run(async () =>
        {
            while (superseded is null) await status.NextAsync();
            return true;
        }));

        Assert.Equal("attempt 1 is not the current attempt", superseded);
    }

    [Fact]
    public async Task A_worker_that_only_lives_shows_it_now_and_then()
    {
        var status = new RecordingStatus(time);
        await using var sut = Reporter(status);
        sut.Hear(Started());
        var first = await status.NextAsync();

        var next = status.NextAsync();
        while (!next.IsCompleted)
        {
            sut.Hear(new WorkerAlive { Trial = 0, Attempt = 1, Epoch = 1, Share = 0.5 });
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True((await next).At - first.At >= TrialStatusReporter.SignOfLife);
    }

    [Fact]
    public async Task The_farewell_ends_though_nothing_arrives()
    {
        var status = new RecordingStatus(time) { Otherwise = new ReportOutcome.Failed("no answer within 10 s") };
        var sut = Reporter(status);
        sut.Hear(Started());
        await status.NextAsync();

        await AdvanceUntilAsync(Task.Run(async () =>
        {
            await sut.DisposeAsync();
            return true;
        }));

        Assert.Contains("training goes on", log.ToString(), StringComparison.Ordinal);
    }

    private static WorkerStarted Started() =>
        new() { Trial = 0, Attempt = 1, Architecture = "C1F2", Weights = 10, Device = "cpu", Resumed = [], StartupMilliseconds = 1 };

    private static WorkerEpoch Epoch(int epoch) => new()
    {
        Trial = 0,
        Attempt = 1,
        Record = new EpochRecord { Epoch = epoch, TrainLoss = 1, Loss = 1, Accuracy = 0.5, WorstClassAccuracy = 0.5, MacroF1 = 0.5, Seconds = 1 },
    };

    private static int Count(string patch) => patch.Split("\"epoch\":").Length - 1;

    private TrialStatusReporter Reporter(ITrialStatusClient status) =>
        new(Target, new TrialProgress(new Trial()), status, log, time, reason => superseded = reason);

    private async Task<T> AdvanceUntilAsync<T>(Task<T> come)
    {
        while (!come.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        return await come;
    }
}
