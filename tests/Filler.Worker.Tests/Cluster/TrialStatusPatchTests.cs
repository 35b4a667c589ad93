using Filler.Api;
using Filler.Worker.Cluster;

namespace Filler.Worker.Tests.Cluster;

public class TrialStatusPatchTests
{
    private static readonly ReportTarget Target = new("lab", "tiny-0003", 2, "uid-1");
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void The_attempt_is_tested_before_anything_is_written() =>
        Assert.Equal(
            """[{"op":"test","path":"/status/attempt","value":2},{"op":"add","path":"/status/report","value":{"attempt":2,"podUid":"uid-1","time":"2026-01-02T03:04:05+00:00"}}]""",
            TrialStatusPatch.Of(Target, new TrialStanding(0, [], null, null, null), Now));

    [Fact]
    public void Epochs_and_network_are_replaced_whole()
    {
        var epoch = new EpochRecord { Epoch = 1, TrainLoss = 0.5, Loss = 0.25, Accuracy = 0.75, WorstClassAccuracy = 0.5, MacroF1 = 0.7, Seconds = 2 };

        var patch = TrialStatusPatch.Of(Target, new TrialStanding(1, [epoch], new NetworkFigures(10, 20), "cuda:0", 48), Now);

        Assert.Contains("""{"op":"add","path":"/status/network","value":{"weights":10,"flopsPerImage":20}}""", patch, StringComparison.Ordinal);
        Assert.Contains("""{"op":"add","path":"/status/epochs","value":[{"epoch":1,"trainLoss":0.5,""", patch, StringComparison.Ordinal);
        Assert.Contains("\"device\":\"cuda:0\",\"imagesPerSecond\":48,", patch, StringComparison.Ordinal);
    }
}
