using Filler.Api;
using Filler.Operator.Judging;
using Microsoft.Extensions.Time.Testing;

namespace Filler.Operator.Tests.Judging;

public class SilenceTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void A_pod_is_silent_since_its_last_report_was_seen_whatever_the_nodes_clock_says()
    {
        var sut = new Silence(time);
        var pod = PodSamples.Running();
        Assert.Equal(TimeSpan.Zero, sut.Of(pod, null));
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(20), sut.Of(pod, null));

        Assert.Equal(TimeSpan.Zero, sut.Of(pod, Report(hoursOff: -5)));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(10), sut.Of(pod, Report(hoursOff: -5)));
        Assert.Equal(TimeSpan.Zero, sut.Of(pod, Report(hoursOff: 3)));
    }

    [Fact]
    public void A_report_of_another_pod_is_no_sign_of_life()
    {
        var sut = new Silence(time);
        var pod = PodSamples.Running();
        sut.Of(pod, null);
        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(TimeSpan.FromSeconds(30), sut.Of(pod, Report(0) with { PodUid = "another" }));
    }

    [Fact]
    public void Doubt_begins_when_the_server_first_had_nothing_new_and_ends_with_a_report()
    {
        var sut = new Silence(time);
        var pod = PodSamples.Running();
        sut.Of(pod, null);

        Assert.Equal(TimeSpan.Zero, sut.Doubted(pod));
        time.Advance(TimeSpan.FromSeconds(45));
        Assert.Equal(TimeSpan.FromSeconds(45), sut.Doubted(pod));
        sut.Of(pod, Report(0));
        Assert.Equal(TimeSpan.Zero, sut.Doubted(pod));
    }

    private static TrialReport Report(double hoursOff) => new() { Attempt = 1, PodUid = "u", Time = PodSamples.Created.AddHours(hoursOff) };
}
