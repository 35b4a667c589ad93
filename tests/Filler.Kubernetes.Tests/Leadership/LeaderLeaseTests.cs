using Filler.Kubernetes.Leadership;
using Microsoft.Extensions.Logging.Abstractions;

namespace Filler.Kubernetes.Tests.Leadership;

public class LeaderLeaseTests
{
    private readonly ParkedTime time = new(TimeSpan.FromSeconds(2));
    private readonly ScriptedLock.Record shared = new();
    private int running;

    [Fact]
    public async Task The_first_leads_the_second_waits_and_takes_over_within_a_retry_period_of_a_clean_stop()
    {
        var a = new Candidate(this, "a");
        await Eventually.HoldsAsync(() => a.Leads);
        var b = new Candidate(this, "b");
        await AdvanceAsync(60);
        Assert.False(b.Leads);

        await a.StopAsync();
        Assert.Equal("", shared.Value!.HolderIdentity);
        await AdvanceAsync(2);

        await Eventually.HoldsAsync(() => b.Leads);
        Assert.Equal(1, shared.Value.LeaderTransitions);
        await b.StopAsync();
    }

    [Fact]
    public async Task A_leader_that_cannot_renew_stops_before_another_may_take_over_and_comes_back()
    {
        var a = new Candidate(this, "a");
        await Eventually.HoldsAsync(() => a.Leads);
        var b = new Candidate(this, "b");
        await AdvanceAsync(1);

        a.Lock.Unreachable = true;
        await AdvanceAsync(8);
        Assert.True(a.Leads, "some failed attempts are no loss");
        await AdvanceAsync(4);
        await Eventually.HoldsAsync(() => !a.Leads);
        Assert.False(b.Leads);
        Assert.Throws<LeadershipLostException>(a.Fence.ThrowIfClosed);

        await AdvanceAsync(20);
        await Eventually.HoldsAsync(() => b.Leads);
        a.Lock.Unreachable = false;
        await AdvanceAsync(10);
        Assert.False(a.Leads);

        await b.StopAsync();
        await AdvanceAsync(4);
        await Eventually.HoldsAsync(() => a.Leads);
        await a.StopAsync();
    }

    [Fact]
    public async Task The_fence_of_a_paused_leader_is_closed_before_any_timer_fires()
    {
        var a = new Candidate(this, "a");
        await Eventually.HoldsAsync(() => a.Leads);
        a.Fence.ThrowIfClosed();

        // The clock goes on, the process does not: a fence that is asked first must not lean on the renewal's timer.
        var asleep = new LeaseFence(time);
        asleep.Open(time.GetTimestamp(), TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Throws<LeadershipLostException>(asleep.ThrowIfClosed);
        await a.StopAsync();
    }

    [Theory]
    [InlineData(15, 15, 2)]
    [InlineData(15, 10, 10)]
    [InlineData(15, 10, 0)]
    public void Times_that_contradict_each_other_are_refused(int lease, int renew, int retry) =>
        Assert.Throws<ArgumentException>(() => new LeaseOptions("ns", "n", "i")
        {
            LeaseDuration = TimeSpan.FromSeconds(lease),
            RenewDeadline = TimeSpan.FromSeconds(renew),
            RetryPeriod = TimeSpan.FromSeconds(retry),
        }.Validate());

    // Second by second, and each time until every loop waits for the clock again.
    private async Task AdvanceAsync(int seconds)
    {
        await time.SettleAsync(running);
        for (var i = 0; i < seconds; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await time.SettleAsync(running);
        }
    }

    private sealed class Candidate
    {
        private readonly CancellationTokenSource stop = new();
        private readonly LeaderLeaseTests test;
        private readonly Task running;

        public Candidate(LeaderLeaseTests test, string identity)
        {
            this.test = test;
            test.running++;
            Lock = new ScriptedLock(test.shared, identity);
            Fence = new LeaseFence(test.time);
            var lease = new LeaderLease(Lock, new LeaseOptions("ns", "lease", identity), Fence, test.time, NullLogger<LeaderLease>.Instance);
            running = lease.RunAsync(LeadAsync, stop.Token);
        }

        public ScriptedLock Lock { get; }

        public LeaseFence Fence { get; }

        public bool Leads { get; private set; }

        public async Task StopAsync()
        {
            await stop.CancelAsync();
            await running.WaitAsync(TimeSpan.FromSeconds(10));
            test.running--;
        }

        private async Task LeadAsync(CancellationToken leadership)
        {
            Leads = true;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(leadership, stop.Token);
            var ended = new TaskCompletionSource();
            await using var registration = either.Token.Register(() => ended.TrySetResult());
            await ended.Task;
            Leads = false;
        }
    }
}
