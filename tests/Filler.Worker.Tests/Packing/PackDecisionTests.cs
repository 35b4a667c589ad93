using Filler.Api;
using Filler.Worker.Packing;

namespace Filler.Worker.Tests.Packing;

public class PackDecisionTests
{
    private static readonly PackOrder Order = new(1, "{}", "d", null);

    [Fact]
    public void Nothing_is_done_before_the_trials_were_listed() =>
        Assert.Empty(PackDecision.Decide(null, [Here("a")], 2, null));

    [Fact]
    public void Trials_begin_in_order_of_name_as_far_as_there_are_seats()
    {
        var steps = PackDecision.Decide([Trial("c"), Trial("a"), Trial("b")], [], 2, null);

        Assert.Equal(["a", "b"], steps.Cast<PackStep.Start>().Select(s => s.Trial.Name));
    }

    [Fact]
    public void A_seat_is_free_when_its_process_is_gone_not_when_the_end_is_told()
    {
        PackedTrial[] seen = [Trial("a"), Trial("b"), Trial("c")];

        Assert.Equal([new PackStep.Start(seen[2], Order)], PackDecision.Decide(seen, [Here("a"), Here("b") with { End = End(0), IsReported = true }], 2, null));
        Assert.Empty(PackDecision.Decide(seen, [Here("a"), Here("b") with { Told = AttemptSignal.Terminate }], 2, null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void More_orders_than_seats_never_run_at_once(int seats)
    {
        PackedTrial[] seen = [.. Enumerable.Range(0, 12).Select(i => Trial($"t{i:00}"))];
        var here = new List<PackedAttempt>();
        var begun = 0;
        while (begun < seen.Length)
        {
            foreach (var start in PackDecision.Decide(seen, here, seats, null).OfType<PackStep.Start>())
            {
                here.Add(Here(start.Trial.Name));
                begun++;
            }

            Assert.InRange(here.Count(a => a.End is null), 1, seats);
            var first = here.FindIndex(a => a.End is null);
            here[first] = here[first] with { End = End(0), IsReported = true };
        }

        Assert.Equal(seen.Length, here.Select(a => a.Uid).Distinct().Count());
    }

    [Fact]
    public void An_attempt_that_ended_here_is_not_run_again_though_the_end_is_not_on_record() =>
        Assert.Empty(PackDecision.Decide([Trial("a")], [Here("a") with { End = End(1), IsReported = true }], 2, null));

    [Fact]
    public void An_attempt_whose_end_is_on_record_is_not_run_by_a_new_process_of_the_pod() =>
        Assert.Empty(PackDecision.Decide([Trial("a") with { IsEndTold = true }], [], 2, null));

    [Fact]
    public void The_next_attempt_of_the_same_trial_is_run()
    {
        var next = Trial("a") with { Attempt = 2, Order = Order with { Attempt = 2 } };

        Assert.Equal(
            [new PackStep.Forget(Here("a") with { End = End(1) }), new PackStep.Start(next, next.Order!)],
            PackDecision.Decide([next], [Here("a") with { End = End(1) }], 2, null));
    }

    [Fact]
    public void Without_an_order_or_before_the_attempt_is_begun_nothing_runs() =>
        Assert.Empty(PackDecision.Decide([Trial("a") with { Order = null }, Trial("b") with { IsUnderWay = false }], [], 2, null));

    [Fact]
    public void A_stop_reaches_the_process_once()
    {
        PackedTrial[] seen = [Trial("a") with { Stop = "rung 3" }];

        Assert.Equal([new PackStep.Terminate(Here("a"), "rung 3")], PackDecision.Decide(seen, [Here("a")], 2, null));
        Assert.Empty(PackDecision.Decide(seen, [Here("a") with { Told = AttemptSignal.Terminate }], 2, null));
    }

    [Fact]
    public void What_was_stopped_before_it_began_ends_without_a_process()
    {
        var stopped = Trial("a") with { Stop = "study over" };

        Assert.Equal([new PackStep.Decline(stopped, WorkerExitCode.Stopped, "told to stop before it began")], PackDecision.Decide([stopped], [Here("b"), Here("c")], 2, null).Where(s => s is PackStep.Decline));
    }

    [Fact]
    public void An_order_that_cannot_be_read_ends_the_attempt_with_its_words()
    {
        var broken = Trial("a") with { Order = null, Fault = "annotation: no JSON" };

        Assert.Equal([new PackStep.Decline(broken, WorkerExitCode.UserError, "annotation: no JSON")], PackDecision.Decide([broken], [], 2, null));
    }

    [Fact]
    public void What_is_over_for_the_operator_is_killed_once_even_after_a_stop()
    {
        PackedTrial[] over = [Trial("a") with { IsUnderWay = false }];
        var stopped = Here("a") with { Told = AttemptSignal.Terminate };

        Assert.Equal([new PackStep.Kill(stopped, "the operator has done with this attempt")], PackDecision.Decide(over, [stopped], 2, null));
        Assert.Empty(PackDecision.Decide(over, [Here("a") with { Told = AttemptSignal.Kill }], 2, null));
    }

    [Fact]
    public void A_later_attempt_kills_the_earlier_one_and_waits_for_its_seat()
    {
        var next = Trial("a") with { Attempt = 2, Order = Order with { Attempt = 2 } };

        Assert.Equal([new PackStep.Kill(Here("a"), "the operator has done with this attempt")], PackDecision.Decide([next], [Here("a")], 1, null));
    }

    [Fact]
    public void A_trial_that_is_gone_or_another_of_its_name_is_killed()
    {
        var kill = new PackStep.Kill(Here("a"), "its Trial is no longer given to this pack");

        Assert.Equal([kill], PackDecision.Decide([], [Here("a")], 2, null));
        Assert.Equal([kill], PackDecision.Decide([Trial("a") with { Uid = "another", Order = null }], [Here("a")], 2, null));
    }

    [Fact]
    public void An_end_is_told_until_the_trial_says_it()
    {
        var ended = Here("a") with { End = End(137) };

        Assert.Equal([new PackStep.Report(ended)], PackDecision.Decide([Trial("a")], [ended], 2, null));
        Assert.Empty(PackDecision.Decide([Trial("a")], [ended with { IsReported = true }], 2, null));
        Assert.Empty(PackDecision.Decide([Trial("a") with { IsEndTold = true }], [ended], 2, null));
    }

    [Fact]
    public void An_end_that_nobody_asks_for_is_forgotten()
    {
        var ended = Here("a") with { End = End(0) };

        Assert.Equal([new PackStep.Forget(ended)], PackDecision.Decide([Trial("a") with { IsUnderWay = false }], [ended], 2, null));
        Assert.Equal([new PackStep.Forget(ended)], PackDecision.Decide([], [ended], 2, null));
    }

    [Fact]
    public void A_pack_that_leaves_tells_all_to_leave_begins_nothing_and_still_tells_ends()
    {
        var ended = Here("b") with { End = End(10) };

        Assert.Equal(
            [new PackStep.Terminate(Here("a"), "SIGTERM"), new PackStep.Report(ended)],
            PackDecision.Decide([Trial("a"), Trial("b"), Trial("c")], [Here("a"), ended], 3, "SIGTERM"));
    }

    private static PackedTrial Trial(string name) => new(name, $"uid-{name}", 1, IsUnderWay: true) { Order = Order };

    private static PackedAttempt Here(string name) => new(name, $"uid-{name}", 1);

    private static ProcessEnd End(int code) => new(code, "", 1);
}
