using Filler.Api;
using Filler.Worker.Cluster;
using Filler.Worker.Packing;
using Filler.Worker.Tests.Cluster;
using Microsoft.Extensions.Time.Testing;

namespace Filler.Worker.Tests.Packing;

public class EndReportTests
{
    private static readonly ReportTarget Target = new("lab", "tiny-0003", 2, "uid-1");
    private static readonly ProcessEnd End = new(137, "the end of the log", 4.5);
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly StringWriter log = new();

    [Fact]
    public async Task The_end_goes_into_the_report_of_the_process_itself()
    {
        var status = new RecordingStatus(time);

        await ReportAsync(status);

        Assert.Equal(
            """[{"op":"test","path":"/status/attempt","value":2},{"op":"test","path":"/status/report/attempt","value":2},{"op":"add","path":"/status/report/time","value":"2026-01-02T03:04:05+00:00"},{"op":"add","path":"/status/report/end","value":{"code":137,"words":"the end of the log","seconds":4.5}}]""",
            (await status.NextAsync()).Patch);
        Assert.Equal(0, status.Waiting);
    }

    [Fact]
    public async Task Where_there_is_no_report_the_end_is_the_whole_of_it()
    {
        var status = new RecordingStatus(time, new ReportOutcome.Refused("a test failed"));

        await ReportAsync(status);

        await status.NextAsync();
        Assert.Equal(
            """[{"op":"test","path":"/status/attempt","value":2},{"op":"add","path":"/status/report","value":{"attempt":2,"podUid":"uid-1","time":"2026-01-02T03:04:05+00:00","end":{"code":137,"words":"the end of the log","seconds":4.5}}}]""",
            (await status.NextAsync()).Patch);
        Assert.Equal(0, status.Waiting);
    }

    [Fact]
    public async Task It_is_tried_until_it_arrives()
    {
        var status = new RecordingStatus(time, [.. Enumerable.Repeat(new ReportOutcome.Failed("connection refused"), 12)]);

        var reporting = ReportAsync(status);
        while (!reporting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(13, status.Waiting);
        Assert.Equal(
            [
                "worker: tiny-0003: its end did not arrive at the API server: connection refused; tried again until it does",
                "worker: tiny-0003: its end has arrived at the API server",
            ],
            log.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task An_attempt_that_is_over_or_gone_is_let_go()
    {
        var status = new RecordingStatus(time) { Otherwise = new ReportOutcome.Refused("there is no Trial lab/tiny-0003") };

        await ReportAsync(status);

        Assert.Equal(2, status.Waiting);
        Assert.Contains("no longer asked for: there is no Trial", log.ToString(), StringComparison.Ordinal);
    }

    private Task ReportAsync(RecordingStatus status) => new EndReporter(_ => status, log, time).ReportAsync(Target, End, CancellationToken.None);
}
