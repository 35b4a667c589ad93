using Microsoft.Extensions.Time.Testing;

namespace Filler.Training.Tests.Memory;

public sealed class MemoryGateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("filler-claims-").FullName;
    private readonly FakeTimeProvider time = new();
    private readonly FixedGauge gauge = new(1000);
    private int alive;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_the_first_steps_took_is_told_and_the_lock_goes_to_the_next()
    {
        using var first = Enter();
        gauge.InUse = 300;
        Assert.False(first.IsCrowded);
        first.Settle();
        using var second = Enter();

        Assert.Equal((300, null), (first.Taken, second.Taken));
        Assert.True(second.IsCrowded);
        Assert.False(first.IsCrowded);
        gauge.InUse = 500;
        second.Settle();
        Assert.Equal(200, second.Taken);
        Assert.Equal(0, alive);
    }

    [Fact]
    public async Task One_at_a_time_is_in_its_first_steps_and_whoever_waits_shows_that_it_lives()
    {
        var first = Enter();
        var waiting = Task.Run(() => Enter());
        await WaitsAsync(waiting, looks: 3);

        first.Settle();

        using var second = await ComesAsync(waiting);
        first.Dispose();
    }

    [Fact]
    public async Task The_next_waits_until_there_is_room_for_as_much_as_the_largest_took()
    {
        var first = Enter();
        gauge.InUse = 600;
        first.Settle();
        var waiting = Task.Run(() => Enter());
        await WaitsAsync(waiting, looks: 3);

        gauge.InUse = 0;
        first.Dispose();

        using var second = await ComesAsync(waiting);
        Assert.False(second.IsCrowded);
    }

    [Fact]
    public async Task Whoever_gives_way_goes_on_when_one_of_the_others_has_left_and_nobody_comes_between()
    {
        var first = Enter();
        gauge.InUse = 100;
        first.Settle();
        var second = Enter();
        gauge.InUse = 200;
        second.Settle();
        using var third = Enter();
        Assert.True(third.IsCrowded);
        var giving = Task.Run(() =>
        {
            third.GiveWay(Look, CancellationToken.None);
            return third;
        });
        var fourth = Task.Run(() => Enter());
        await WaitsAsync(giving, looks: 6);

        gauge.InUse = 100;
        first.Dispose();
        await ComesAsync(giving);

        Assert.False(fourth.IsCompleted);
        gauge.InUse = 400;
        third.Settle();
        Assert.Equal(300, third.Taken);
        (await ComesAsync(fourth)).Dispose();
        second.Dispose();
    }

    [Fact]
    public void Whoever_gives_way_after_the_others_have_left_goes_on_at_once()
    {
        var first = Enter();
        first.Settle();
        using var second = Enter();
        Assert.True(second.IsCrowded);
        first.Dispose();

        second.GiveWay(Look, CancellationToken.None);

        Assert.False(second.IsCrowded);
        Assert.Equal(0, alive);
    }

    [Fact]
    public void What_left_during_the_first_steps_does_not_make_them_small()
    {
        var first = Enter();
        gauge.InUse = 300;
        first.Settle();
        using var second = Enter();

        first.Dispose();
        gauge.InUse = 250;
        second.Settle();

        Assert.Equal(250, second.Taken);
    }

    [Fact]
    public async Task A_stop_is_heard_while_it_waits_and_leaves_nothing_behind()
    {
        using var stop = new CancellationTokenSource();
        var first = Enter();
        var waiting = Task.Run(() => new MemoryGate(folder, time).Enter(gauge, Look, stop.Token));
        await WaitsAsync(waiting, looks: 1);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        first.Dispose();
        Enter().Dispose();
        Assert.Empty(Directory.EnumerateFiles(folder, "*.claim"));
    }

    private MemorySeat Enter() => new MemoryGate(folder, time).Enter(gauge, Look, CancellationToken.None);

    private void Look() => Interlocked.Increment(ref alive);

    private async Task WaitsAsync(Task waiting, int looks)
    {
        var until = Volatile.Read(ref alive) + looks;
        while (Volatile.Read(ref alive) < until)
        {
            Assert.False(waiting.IsCompleted, waiting.Exception?.ToString());
            await AdvanceAsync();
        }
    }

    private async Task<MemorySeat> ComesAsync(Task<MemorySeat> waiting)
    {
        while (!waiting.IsCompleted) await AdvanceAsync();
        return await waiting;
    }

    private async Task AdvanceAsync()
    {
        time.Advance(MemoryGate.Interval);
        await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
    }
}
