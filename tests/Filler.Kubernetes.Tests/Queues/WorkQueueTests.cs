using Filler.Kubernetes.Queues;
using Microsoft.Extensions.Time.Testing;

namespace Filler.Kubernetes.Tests.Queues;

public class WorkQueueTests
{
    private readonly FakeTimeProvider time = new();
    private readonly WorkQueue<string> sut;

    public WorkQueueTests() =>
        sut = new WorkQueue<string>("test", new ExponentialBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)), new TokenBucket(1000, 1000, time), time);

    [Fact]
    public async Task Keys_come_in_the_order_in_which_they_became_ready()
    {
        sut.Add("a");
        sut.AddAfter("c", TimeSpan.FromSeconds(1));
        sut.Add("b");
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["a", "b", "c"], [await TakeAsync(), await TakeAsync(), await TakeAsync()]);
    }

    [Fact]
    public async Task A_key_that_waits_is_not_added_twice()
    {
        sut.Add("a");
        sut.Add("a");

        Assert.Equal("a", await TakeAsync());
        Assert.Equal(0, sut.Depth);
    }

    [Fact]
    public async Task A_key_that_is_worked_on_comes_once_more_and_only_after_it_is_done()
    {
        sut.Add("a");
        await TakeAsync();
        sut.Add("a");
        sut.Add("a");
        Assert.Equal(0, sut.Depth);

        sut.Done("a");

        Assert.Equal("a", await TakeAsync());
        sut.Done("a");
        Assert.Equal(0, sut.Depth);
    }

    [Fact]
    public async Task A_delay_that_ends_while_the_key_is_worked_on_waits_for_done()
    {
        sut.Add("a");
        await TakeAsync();
        sut.AddAfter("a", TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, sut.Depth);

        sut.Done("a");

        Assert.Equal(1, sut.Depth);
    }

    [Theory]
    [InlineData(5, 1, 1)]
    [InlineData(1, 5, 1)]
    [InlineData(0, 5, 0)]
    public void Of_two_times_the_earlier_wins(int first, int second, int ready)
    {
        sut.AddAfter("a", TimeSpan.FromSeconds(first));
        sut.AddAfter("a", TimeSpan.FromSeconds(second));

        time.Advance(TimeSpan.FromSeconds(ready) - TimeSpan.FromMilliseconds(ready > 0 ? 1 : 0));
        Assert.Equal(ready == 0 ? 1 : 0, sut.Depth);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, sut.Depth);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, sut.Depth);
    }

    [Fact]
    public async Task A_wish_for_now_overtakes_a_delay_which_then_is_forgotten()
    {
        sut.AddAfter("a", TimeSpan.FromSeconds(5));
        sut.Add("a");
        await TakeAsync();
        sut.Done("a");

        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(0, sut.Depth);
    }

    [Fact]
    public async Task Failures_double_the_wait_up_to_the_cap_until_they_are_forgiven()
    {
        foreach (var seconds in new[] { 1, 2, 4, 5, 5 })
        {
            sut.AddRateLimited("a");
            time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.Equal(0, sut.Depth);
            time.Advance(TimeSpan.FromMilliseconds(1));
            await TakeAsync();
            sut.Done("a");
        }
        Assert.Equal(5, sut.Failures("a"));

        sut.Forget("a");
        sut.AddRateLimited("a");
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, sut.Depth);
    }

    [Fact]
    public async Task Retries_of_all_keys_together_are_limited()
    {
        var slow = new WorkQueue<int>("slow", new ExponentialBackoff(TimeSpan.FromTicks(1), TimeSpan.FromTicks(1)), new TokenBucket(1, 2, time), time);
        for (var key = 0; key < 5; key++)
            slow.AddRateLimited(key);

        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, slow.Depth);
        time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(5, slow.Depth);
        Assert.Equal(0, (await slow.TakeAsync(default)).Key);
    }

    [Fact]
    public async Task Nothing_comes_after_shut_down_and_waiting_workers_are_told()
    {
        var waiting = sut.TakeAsync(default).AsTask();
        sut.ShutDown();
        sut.Add("a");

        Assert.False((await waiting).Taken);
        Assert.False((await sut.TakeAsync(default)).Taken);
    }

    [Fact]
    public async Task No_key_is_ever_with_two_workers_and_no_wish_is_lost()
    {
        var queue = new WorkQueue<int>("busy", ExponentialBackoff.Default, new TokenBucket(1e6, 1000, TimeProvider.System), TimeProvider.System);
        var working = new int[10];
        var wanted = new int[10];
        var seen = new int[10];
        var clashes = 0;
        var workers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (await queue.TakeAsync(default) is (true, var key))
            {
                if (Interlocked.Increment(ref working[key]) > 1)
                    Interlocked.Increment(ref clashes);
                Volatile.Write(ref seen[key], Volatile.Read(ref wanted[key]));
                await Task.Yield();
                Interlocked.Decrement(ref working[key]);
                queue.Done(key);
            }
        })).ToList();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(adder => Task.Run(() =>
        {
            for (var i = 0; i < 5000; i++)
            {
                var key = (i + adder) % 10;
                Interlocked.Increment(ref wanted[key]);
                queue.Add(key);
            }
        })));
        await Eventually.HoldsAsync(() => seen.SequenceEqual(wanted));
        queue.ShutDown();
        await Task.WhenAll(workers);

        Assert.Equal(0, clashes);
    }

    private async Task<string> TakeAsync()
    {
        var (taken, key) = await sut.TakeAsync(default).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(taken);
        return key;
    }
}
