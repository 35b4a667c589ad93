using Filler.Api;
using Filler.Operator.Judging;
using Microsoft.Extensions.Time.Testing;

namespace Filler.Operator.Tests.Judging;

public class SilenceTests
{
    private static readonly Speaker One = new("u", Trial: 0, Attempt: 1);

    private readonly FakeTimeProvider time = new();

    [Fact]
    public void A_pod_is_silent_since_its_last_report_was_seen_whatever_the_nodes_clock_says()
    {
        var sut = new Silence(time);
        Assert.Equal(TimeSpan.Zero, sut.Of(One, null));
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(20), sut.Of(One, null));

        Assert.Equal(TimeSpan.Zero, sut.Of(One, Report(hoursOff: -5)));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(10), sut.Of(One, Report(hoursOff: -5)));
        Assert.Equal(TimeSpan.Zero, sut.Of(One, Report(hoursOff: 3)));
    }

    [Fact]
    public void A_report_of_another_pod_is_no_sign_of_life()
    {
        var sut = new Silence(time);
        sut.Of(One, null);
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(TimeSpan.FromSeconds(30), sut.Of(One, Report(0) with { PodUid = "another" }));
    }

    [Fact]
    public void Doubt_begins_when_the_server_first_had_nothing_new_and_ends_with_a_report()
    {
        var sut = new Silence(time);
        sut.Of(One, null);

        Assert.Equal(TimeSpan.Zero, sut.Doubted(One));
        time.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(TimeSpan.FromSeconds(45), sut.Doubted(One));
        sut.Of(One, Report(0));
        Assert.Equal(TimeSpan.Zero, sut.Doubted(One));
    }

    [Fact]
    public void Two_attempts_in_one_pod_are_silent_each_by_itself()
    {
        var sut = new Silence(time);
        var (other, next) = (One with { Trial = 1 }, One with { Attempt = 2 });
        sut.Of(One, null);
        sut.Of(other, null);
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(TimeSpan.Zero, sut.Of(One, Report(0)));
        Assert.Equal(TimeSpan.FromSeconds(30), sut.Of(other, null));
        Assert.Equal(TimeSpan.Zero, sut.Of(next, Report(0)));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), sut.Of(next, Report(1)));
    }

    [Fact]
    public void The_time_since_it_was_told_to_leave_counts_from_the_first_time()
    {
        var sut = new Silence(time);

        Assert.Equal(TimeSpan.Zero, sut.SinceTold(One));
        time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(TimeSpan.FromSeconds(90), sut.SinceTold(One));
        sut.Forget(One);
        Assert.Equal(TimeSpan.Zero, sut.SinceTold(One));
    }

    private static TrialReport Report(double hoursOff) => new() { Attempt = 1, PodUid = "u", Time = PodSamples.Created.AddHours(hoursOff) };
}
