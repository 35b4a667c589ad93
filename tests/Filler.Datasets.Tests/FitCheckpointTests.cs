using Filler.Api;
using Filler.Storage;

namespace Filler.Datasets.Tests;

public sealed class FitCheckpointTests : IDisposable
{
    private static readonly ScatteringStructureSpec Spec = new() { RadiusNm = 10, RadiusSigma = 0, VolumeFraction = 0.15, Particles = 60, WaveVectors = 1000, MaxMoves = 40_000 };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_fit_that_was_interrupted_goes_on_and_ends_as_if_it_had_not_been()
    {
        var curve = Curve();
        var whole = await new ScatteringCache(Store("a"), new StructureGrower()).GetAsync(Spec, curve, 1, null, default);
        using var stop = new CancellationTokenSource();
        var (store, cache) = (Store("b"), new ScatteringCache(Store("b"), new StructureGrower()));
        var checkpoint = $"{ScatteringCache.PrefixOf(Spec, curve, 1)}/checkpoint.json";

        // Some sixty sweeps, then the run is stopped.
        await Assert.ThrowsAsync<OperationCanceledException>(() => cache.GetAsync(Spec, curve, 1, new StopAt(0.1, stop), stop.Token));
        var left = await store.ExistsAsync(checkpoint, default);
        var shares = new List<double>();
        var resumed = await cache.GetAsync(Spec, curve, 1, new Listener(shares), default);

        Assert.True(left, "a checkpoint was left");
        Assert.True(shares[0] > 0.08, $"the fit went on from {shares[0]}");
        Assert.Equal(whole.Structure.X, resumed.Structure.X);
        Assert.Equal(whole.Fit.ParticlesSha256, resumed.Fit.ParticlesSha256);
        Assert.False(await store.ExistsAsync(checkpoint, default), "the checkpoint is gone");
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_named()
    {
        var curve = Curve();
        await Store("c").PutBytesAsync($"{ScatteringCache.PrefixOf(Spec, curve, 1)}/checkpoint.json", "{"u8.ToArray(), default);

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => new ScatteringCache(Store("c"), new StructureGrower()).GetAsync(Spec, curve, 1, null, default));

        Assert.Contains("checkpoint.json: not a checkpoint", error.Message, StringComparison.Ordinal);
    }

    private FolderBlobStore Store(string name) => new(Path.Combine(folder.Path, name));

    // A curve that no structure of these spheres fits, so that the fit takes all of its moves.
    private InputFile Curve()
    {
        var path = folder.File("curve.txt", "# q in 1/nm\n" + string.Concat(Enumerable.Range(0, 20).Select(i => FormattableString.Invariant($"{0.1 + (0.02 * i)} {1 + (i % 3)} 0.01\n"))));
        return new InputFile("file", path, new string('0', 64));
    }

    private sealed class StopAt(double share, CancellationTokenSource stop) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value >= share) stop.Cancel();
        }
    }

    private sealed class Listener(List<double> seen) : IProgress<double>
    {
        public void Report(double value) => seen.Add(value);
    }
}
