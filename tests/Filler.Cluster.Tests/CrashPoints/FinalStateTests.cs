using System.Text.Json.Nodes;

namespace Filler.Cluster.Tests.CrashPoints;

public class FinalStateTests
{
    [Fact]
    public void Times_and_drawn_identities_may_differ() =>
        Assert.Null(State("ns-1", "u-1", "2026-01-01T00:00:00Z", 1).DifferenceFrom(State("ns-2", "u-2", "2026-01-02T00:00:00Z", 1)));

    [Fact]
    public void An_attempt_more_is_a_difference_and_is_shown() =>
        Assert.Contains("\"attempt\": 2", State("ns", "u", "", 2).DifferenceFrom(State("ns", "u", "", 1)));

    [Fact]
    public void A_trial_more_and_a_blob_that_reads_otherwise_are_differences()
    {
        var one = FinalState.Of([Trial("a", "ns", "u", "", 1)], [("k", "1")], "ns", "/store");

        Assert.NotNull(FinalState.Of([Trial("a", "ns", "u", "", 1), Trial("b", "ns", "v", "", 1)], [("k", "1")], "ns", "/store").DifferenceFrom(one));
        Assert.NotNull(FinalState.Of([Trial("a", "ns", "u", "", 1)], [("k", "2")], "ns", "/store").DifferenceFrom(one));
        Assert.NotNull(FinalState.Of([Trial("a", "ns", "u", "", 1)], [], "ns", "/store").DifferenceFrom(one));
    }

    private static FinalState State(string space, string uid, string time, int attempt) =>
        FinalState.Of([Trial("a", space, uid, time, attempt)], [($"studies/{space}/result.json", $"{{\"of\":\"{uid}\"}}")], space, $"/{space}/store");

    private static JsonObject Trial(string name, string space, string uid, string time, int attempt) => new()
    {
        ["kind"] = "Trial",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = space, ["uid"] = uid, ["creationTimestamp"] = time },
        ["status"] = new JsonObject { ["attempt"] = attempt, ["startTime"] = time, ["result"] = new JsonObject { ["checkpoint"] = $"studies/{space}/x" } },
    };
}
