using Filler.Kubernetes.Queues;
using Microsoft.Extensions.Time.Testing;

namespace Filler.Kubernetes.Tests.Queues;

public class BackoffTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(16, 163_840)]
    [InlineData(17, 300_000)]
    [InlineData(int.MaxValue, 300_000)]
    public void The_default_doubles_from_five_milliseconds_up_to_five_minutes(int failures, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), ExponentialBackoff.Default.Delay(failures));

    [Fact]
    public void A_bucket_gives_its_burst_at_once_then_by_its_rate()
    {
        var time = new FakeTimeProvider();
        var sut = new TokenBucket(2, 3, time);

        Assert.Equal([0, 0, 0, 0.5, 1], Enumerable.Range(0, 5).Select(_ => sut.Reserve().TotalSeconds));
        time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.True(sut.TryTake());
        Assert.False(sut.TryTake());
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => sut.TryTake()));
    }
}
