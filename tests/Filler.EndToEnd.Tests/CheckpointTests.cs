using System.Diagnostics;
using Filler.Api;
using Xunit.Abstractions;

namespace Filler.EndToEnd.Tests;

/// <summary>A real worker, killed, stopped and given damaged checkpoints, ends with the very weights of an undisturbed one.</summary>
public sealed class CheckpointTests(ITestOutputHelper said) : IAsyncLifetime, IDisposable
{
    // Far more, and each far longer, than pass while a busy machine brings a kill late.
    private const int Epochs = 120;
    private const int BatchSize = 2;
    private readonly TinyStudy tiny = new(trials: 1);
    private Trial trial = new();
    private string digest = "";
    private byte[] undisturbed = [];

    public async Task InitializeAsync()
    {
        var run = await FillerProcess.RunAsync(tiny.Run("whole", "--set", $"training.epochs={Epochs}", "--set", $"training.batchSize={BatchSize}"));
        Assert.True(run.Code == 0, run.ToString());
        trial = Assert.Single(tiny.Record("whole").Trials);
        undisturbed = await File.ReadAllBytesAsync(Path.Combine(tiny.At("whole"), "store", trial.Status.Result!.Checkpoint));
        digest = Path.GetFileName(Assert.Single(Directory.EnumerateDirectories(Path.Combine(tiny.At("whole"), "store", "datasets"))));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task Killed_at_random_moments_it_ends_with_the_same_weights()
    {
        var store = StoreOfImages("killed");
        var random = new Random(11);
        var attempt = 0;
        var known = 0;
        for (var kill = 0; kill < 5; kill++)
        {
            using var worker = Start(store, ++attempt);
            var until = known + 1 + random.Next(12);
            Assert.True(await worker.UntilAsync(e => EpochOf(e) >= until), $"attempt {attempt} ended before epoch {until}");
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(25)), TimeProvider.System);
            worker.Kill();
            await worker.EndAsync();
            var resumed = worker.Said.OfType<WorkerStarted>().Single().Resumed.Count;
            known = worker.Said.Max(EpochOf);
            said.WriteLine($"attempt {attempt} went on from epoch {resumed} and was killed after epoch {known}");
        }

        using var last = Start(store, ++attempt);
        var (code, error) = await last.EndAsync();

        Assert.True(code == WorkerExitCode.Succeeded, error);
        Assert.True(last.Said.OfType<WorkerStarted>().Single().Resumed.Count > 0, "no checkpoint was found after the kills");
        AssertSameWeights(store, attempt);
    }

    [Fact]
    public async Task Told_to_stop_it_leaves_a_checkpoint_within_five_seconds_and_goes_on_from_there()
    {
        var store = StoreOfImages("stopped");
        using var worker = Start(store, 1);
        Assert.True(await worker.UntilAsync(e => EpochOf(e) >= 5));

        var asked = Stopwatch.GetTimestamp();
        worker.AskToStop();
        var (code, error) = await worker.EndAsync();
        var left = Stopwatch.GetElapsedTime(asked);

        Assert.True(code == WorkerExitCode.Stopped, error);
        Assert.True(left < TimeSpan.FromSeconds(5), $"left after {left.TotalSeconds:0.0} s");
        var known = worker.Said.Max(EpochOf);
        using var again = Start(store, 2);
        Assert.Equal(WorkerExitCode.Succeeded, (await again.EndAsync()).Code);
        // Nothing that was reported is trained again.
        Assert.Equal(known, again.Said.OfType<WorkerStarted>().Single().Resumed.Count);
        AssertSameWeights(store, 2);
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("flipped")]
    [InlineData("without digest")]
    public async Task A_damaged_checkpoint_is_reported_and_the_one_before_is_used(string damage)
    {
        var store = StoreOfImages("damaged");
        foreach (var (attempt, epochs) in new[] { (1, 4), (2, 8) })
        {
            using var worker = Start(store, attempt);
            Assert.True(await worker.UntilAsync(e => EpochOf(e) >= epochs));
            worker.AskToStop();
            await worker.EndAsync();
        }

        var checkpoints = Directory.EnumerateFiles(store, "checkpoint-*.safetensors", SearchOption.AllDirectories).OrderBy(Path.GetFileName, StringComparer.Ordinal).ToList();
        Assert.Equal(2, checkpoints.Count);
        Damage(checkpoints[^1], damage);

        using var last = Start(store, 3);
        var (code, error) = await last.EndAsync();

        Assert.True(code == WorkerExitCode.Succeeded, error);
        Assert.Equal(int.Parse(Path.GetFileNameWithoutExtension(checkpoints[0])["checkpoint-".Length..]), last.Said.OfType<WorkerStarted>().Single().Resumed.Count);
        if (damage != "without digest") Assert.Contains($"{Path.GetFileName(checkpoints[^1])} is damaged and passed over", error);
        AssertSameWeights(store, 3);
    }

    private static void Damage(string file, string how)
    {
        var bytes = File.ReadAllBytes(file);
        if (how == "truncated") File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
        else if (how == "without digest") File.Delete(Path.ChangeExtension(file, ".sha256"));
        else
        {
            bytes[^9] ^= 0x10;
            File.WriteAllBytes(file, bytes);
        }
    }

    private static int EpochOf(WorkerEvent e) => e is WorkerEpoch epoch ? epoch.Record.Epoch : e is WorkerStarted started ? started.Resumed.Count : 0;

    private WorkerRun Start(string store, int attempt) =>
        new(trial with { Status = new TrialStatus { Phase = TrialPhase.Running, Attempt = attempt } }, tiny.At("order.json"), store, digest);

    private string StoreOfImages(string name)
    {
        var target = Path.Combine(tiny.At(name), "datasets", digest);
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(tiny.At("whole"), "store", "datasets", digest)))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return tiny.At(name);
    }

    private void AssertSameWeights(string store, int attempt) =>
        Assert.Equal(undisturbed, File.ReadAllBytes(Path.Combine(store, BlobLayout.AttemptPrefix(trial, attempt), "best.safetensors")));
}
