using Microsoft.Extensions.Time.Testing;
using static TorchSharp.torch;

namespace Filler.Training.Tests.Memory;

/// <summary>The trainer at a gate, with memory that its device refuses.</summary>
public sealed class SharedTrainingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("filler-claims-").FullName;
    private readonly FakeTimeProvider time = new() { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
    private readonly Runs.Listener listener = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_gate_changes_nothing_but_what_is_known_of_the_memory()
    {
        var alone = Runs.Run(Runs.Options());

        var gated = Trainer(new HostGauge(), _ => { }).Run(CancellationToken.None);

        Assert.Equal(alone.Weights, gated.Weights);
        Assert.Equal(alone.Epochs.Select(e => (e.TrainLoss, e.Loss)), gated.Epochs.Select(e => (e.TrainLoss, e.Loss)));
        Assert.Null(alone.MemoryBytes);
        Assert.True(gated.MemoryBytes >= 0);
        Assert.Empty(Directory.EnumerateFiles(folder, "*.claim"));
    }

    [Fact]
    public async Task First_steps_that_do_not_fit_beside_others_wait_for_one_to_leave_and_keep_their_batch()
    {
        var gauge = new FixedGauge(1000);
        var neighbour = new MemoryGate(folder, time).Enter(gauge, () => { }, CancellationToken.None);
        neighbour.Settle();
        var sizes = new List<int>();
        var neighbourIsThere = true;
        var training = Task.Run(() => Trainer(gauge, size =>
        {
            sizes.Add(size);
            if (neighbourIsThere) Refuse();
        }).Run(CancellationToken.None));
        while (!listener.Notes.Any(n => n.Contains("beside other trials"))) await AdvanceAsync(training);

        neighbourIsThere = false;
        neighbour.Dispose();
        while (!training.IsCompleted) await AdvanceAsync(training);
        var outcome = await training;

        Assert.Equal([16, 16], sizes.Take(2));
        Assert.Equal(["the first steps did not fit on cpu beside other trials: waited until one of them had left"], listener.Notes);
        Assert.Equal(Runs.Run(Runs.Options()).Weights, outcome.Weights);
    }

    [Fact]
    public void Alone_or_after_its_first_steps_the_batch_is_halved()
    {
        var sizes = new List<int>();
        MemorySeat? neighbour = null;
        var gauge = new FixedGauge(1000);
        var outcome = Trainer(gauge, size =>
        {
            sizes.Add(size);
            // Alone, half a batch fits; when a neighbour has come and grown, a quarter.
            if (sizes.Count == 6)
            {
                neighbour = new MemoryGate(folder, time).Enter(gauge, () => { }, CancellationToken.None);
                neighbour.Settle();
            }

            if (size > (sizes.Count < 6 ? 8 : 4)) Refuse();
        }).Run(CancellationToken.None);

        Assert.Equal([16, 8, 8], sizes.Take(3));
        Assert.Equal(4, sizes[^1]);
        Assert.Equal("the device's memory did not hold a batch of 16: trained in micro-batches of 4 images whose gradients were added up", Assert.Single(listener.Notes));
        Assert.Equal(6, outcome.Epochs.Count);
        neighbour!.Dispose();
    }

    [Fact]
    public async Task A_stop_is_heard_at_the_gate()
    {
        using var stop = new CancellationTokenSource();
        using var neighbour = new MemoryGate(folder, time).Enter(new FixedGauge(1000), () => { }, CancellationToken.None);
        var training = Task.Run(() => Trainer(new FixedGauge(1000), _ => { }).Run(stop.Token));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (!training.IsCompleted) await AdvanceAsync(training);
            await training;
        });
        Assert.Empty(listener.Epochs);
    }

    private Trainer Trainer(IMemoryGauge gauge, Action<int> allocating) =>
        new(Runs.Network, Runs.Options(), Stripes.Sets(), Runs.Checkpoints(new MemoryCheckpoints(), out _), listener) { Gate = new MemoryGate(folder, time), Gauge = gauge, Allocating = allocating };

    // The allocator's own words, of a petabyte.
    private static void Refuse() => empty(1L << 50).Dispose();

    private async Task AdvanceAsync(Task training)
    {
        if (training.IsFaulted) await training;
        time.Advance(MemoryGate.Interval);
        await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
    }
}
