namespace Filler.Training.Tests.Loop;

/// <summary>Checkpoints are written while the next epoch trains, and whatever moment a process dies at, what is in the store goes on bit for bit.</summary>
public class CheckpointScheduleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void The_next_epochs_train_while_a_checkpoint_is_written()
    {
        using var begun = new ManualResetEventSlim();
        using var third = new ManualResetEventSlim();
        var store = new HookedCheckpoints();
        var overlapped = false;
        store.BeforeWrite = name =>
        {
            begun.Set();
            overlapped |= name == "checkpoint-00001.safetensors" && third.Wait(Patience);
        };
        var listener = new Runs.Listener
        {
            Heard = epoch =>
            {
                // Before its writer has taken it up the first state could be overtaken by the second.
                if (epoch == 1) Assert.True(begun.Wait(Patience));
                if (epoch == 3) third.Set();
            },
        };

        Train(6, store, listener);

        Assert.True(overlapped, "epoch 3 did not end while the first checkpoint was being written");
        // Those between were overtaken by newer ones; the last is always there.
        Assert.Contains("checkpoint-00006.sha256", store.List());
        Assert.Equal(4, store.List().Count);
    }

    [Fact]
    public void Dead_at_any_moment_it_repeats_an_epoch_at_most_and_ends_with_the_same_weights()
    {
        const int Epochs = 5;
        var (store, moments) = (new HookedCheckpoints(), new List<(Dictionary<string, byte[]> Objects, int Heard)>());
        using var begun = new SemaphoreSlim(0);
        var heard = 0;
        store.BeforeWrite = name =>
        {
            if (name.EndsWith(".safetensors", StringComparison.Ordinal)) begun.Release();
        };
        store.AfterEach = _ =>
        {
            lock (moments) moments.Add((store.Copy(), heard));
        };
        // Each epoch's own write has begun when the next one starts, so its predecessor's is there, as where epochs are longer than a write.
        var listener = new Runs.Listener
        {
            Heard = epoch =>
            {
                Assert.True(begun.Wait(Patience));
                lock (moments)
                {
                    heard = epoch;
                    moments.Add((store.Copy(), heard));
                }
            },
        };
        var undisturbed = Train(Epochs, store, listener);

        Assert.InRange(moments.Count, 3 * Epochs, 6 * Epochs);
        foreach (var (objects, epochs) in moments)
        {
            var left = new MemoryCheckpoints();
            foreach (var (name, content) in objects) left.Write(name, content);
            var again = new Runs.Listener();

            Assert.Equal(undisturbed.Weights, Runs.Run(Runs.Options(Epochs), left, again).Weights);
            Assert.InRange(again.Resumed.Count, epochs - 1, Epochs);
        }
    }

    [Fact]
    public void A_store_that_refuses_ends_the_training_with_its_own_words()
    {
        var store = new HookedCheckpoints { BeforeWrite = name => throw new IOException($"no room for {name}") };
        var listener = new Runs.Listener();

        var error = Assert.Throws<IOException>(() => Train(100_000, store, listener));

        Assert.Matches("^no room for checkpoint-[0-9]{5}.safetensors$", error.Message);
        Assert.True(listener.Epochs.Count < 100_000);
    }

    [Fact]
    public void A_refusal_of_the_last_checkpoint_is_not_lost_either()
    {
        var store = new HookedCheckpoints { BeforeWrite = name => { if (name.Contains("00004", StringComparison.Ordinal)) throw new IOException("full"); } };

        Assert.Throws<IOException>(() => Train(4, store, new Runs.Listener()));
    }

    [Theory]
    [InlineData(78_000_000, 5)]
    [InlineData(10_000_000, 0.8)]
    [InlineData(10_000, 0.05075)]
    public void Small_checkpoints_may_follow_each_other_fast_and_the_largest_each_five_seconds(long bytes, double seconds) =>
        Assert.Equal(seconds, CheckpointPace.Pause(bytes).TotalSeconds, 6);

    [Fact]
    public void Epochs_in_quick_succession_share_a_checkpoint()
    {
        var store = new HookedCheckpoints();
        var writes = 0;
        store.BeforeWrite = _ => writes++;

        new Trainer(Runs.Network, Runs.Options(6), Stripes.Sets(), new CheckpointFolder(store, _ => { }), new Runs.Listener()) { Time = new Clock(TimeSpan.Zero) }.Run(CancellationToken.None);

        // The last one's file and digest.
        Assert.Equal(2, writes);
        Assert.Contains("checkpoint-00006.safetensors", store.List());
    }

    private static TrainingOutcome Train(int epochs, ICheckpointStore store, Runs.Listener listener) =>
        new Trainer(Runs.Network, Runs.Options(epochs), Stripes.Sets(), new CheckpointFolder(store, _ => { }), listener) { Time = new Clock(TimeSpan.FromMinutes(1)) }
            .Run(CancellationToken.None);

    /// <summary>Each look at it finds it so much later.</summary>
    private sealed class Clock(TimeSpan step) : TimeProvider
    {
        private long looks;

        public override long GetTimestamp() => Interlocked.Increment(ref looks) * step.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }

    private sealed class HookedCheckpoints : ICheckpointStore
    {
        private readonly Dictionary<string, byte[]> objects = [];

        public Action<string> BeforeWrite { get; set; } = _ => { };

        public Action<string> AfterEach { get; set; } = _ => { };

        public IReadOnlyList<string> List() => [.. Copy().Keys];

        public byte[]? Read(string name) => Copy().GetValueOrDefault(name);

        public Dictionary<string, byte[]> Copy()
        {
            lock (objects) return new(objects);
        }

        public void Write(string name, ReadOnlyMemory<byte> content)
        {
            BeforeWrite(name);
            lock (objects) objects[name] = content.ToArray();
            AfterEach(name);
        }

        public void Delete(string name)
        {
            lock (objects) objects.Remove(name);
            AfterEach(name);
        }
    }
}
