using System.Text.Json;
using Filler.Api;
using Filler.Worker.Packing;

namespace Filler.Worker.Tests.Packing;

public class PackedTrialTests
{
    private static readonly RunOrder Order = new() { Trial = WorkerRun.Trial(3, 2, attempt: 2), Dataset = "digest", TraceParent = "00-1-2-01" };

    [Fact]
    public void An_order_is_read_with_and_without_the_word_of_its_kind()
    {
        foreach (var text in new[] { FillerJson.Serialize(Order), FillerJson.Serialize<WorkerOrder>(Order) })
        {
            var seen = Seen(new TrialStatus { Phase = TrialPhase.Running, Attempt = 2 }, text);

            Assert.Equal((2, true, "digest", "00-1-2-01"), (seen.Attempt, seen.IsUnderWay, seen.Order!.Dataset, seen.Order.TraceParent));
            Assert.Equal(FillerJson.Serialize(Order.Trial), FillerJson.Serialize(FillerJson.Deserialize<Trial>(seen.Order.Trial)));
        }
    }

    [Fact]
    public void The_order_of_another_attempt_is_not_this_ones()
    {
        Assert.Null(Seen(new TrialStatus { Phase = TrialPhase.Running, Attempt = 1 }, FillerJson.Serialize(Order)).Order);
        Assert.Null(Seen(new TrialStatus { Phase = TrialPhase.Paused, Attempt = 2 }, FillerJson.Serialize(Order)).Order);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("""{"trial":{"status":{"attempt":2}}}""")]
    [InlineData("""{"trial":{"status":{"attempt":"two"}},"dataset":"digest"}""")]
    public void What_is_no_order_says_so(string text) =>
        Assert.StartsWith("annotation filler.dev/order: ", Seen(new TrialStatus { Phase = TrialPhase.Running, Attempt = 2 }, text).Fault, StringComparison.Ordinal);

    [Fact]
    public void A_stop_an_exit_and_a_told_end_are_seen()
    {
        var running = new TrialStatus { Phase = TrialPhase.Running, Attempt = 2 };
        var end = new ProcessEnd(0, "", 1);

        Assert.Equal("rung", Seen(running with { Stop = new Filler.Api.StopRequest(StopKind.Pause, "rung") }).Stop);
        Assert.False(Seen(running with { Exit = new AttemptExit(2, ExitKind.Hung, "") }).IsUnderWay);
        Assert.True(Seen(running with { Report = new TrialReport { Attempt = 2, End = end } }).IsEndTold);
        Assert.False(Seen(running with { Report = new TrialReport { Attempt = 1, End = end } }).IsEndTold);
        Assert.False(Seen(running with { Report = new TrialReport { Attempt = 2 } }).IsEndTold);
    }

    [Fact]
    public void A_trial_without_a_status_and_fields_of_a_newer_operator_are_no_trouble()
    {
        var seen = PackedTrial.Of(JsonSerializer.SerializeToElement(new { metadata = new { name = "t", uid = "u", novel = 1 }, spec = new { novel = 2 } }));

        Assert.Equal(new PackedTrial("t", "u", 0, IsUnderWay: false), seen);
    }

    private static PackedTrial Seen(TrialStatus status, string? order = null) => PackedTrial.Of(JsonSerializer.SerializeToElement(
        new { metadata = new { name = "t", uid = "u", annotations = order is null ? null : new Dictionary<string, string> { [Packs.Order] = order } }, status }, FillerJson.Options));
}
