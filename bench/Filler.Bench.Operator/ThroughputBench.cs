namespace Filler.Bench.Operator;

/// <summary>Instant trials in ten studies at once: their rate, the operator's writes for each, what etcd keeps of each, and the operator's memory.</summary>
internal static class ThroughputBench
{
    private const int Studies = 10;

    public static async Task<int> RunAsync(int trials, TextWriter output)
    {
        await using var scene = await BenchScene.ArrangeAsync();
        await scene.ApplyAsync(BenchStudy.Named("warm", 10, 2));
        await scene.FinishAsync(["warm"], TimeSpan.FromMinutes(1));
        await RestartAsync(scene);
        var empty = scene.Figures.MemoryMiB();
        var before = await scene.Figures.WritesAsync();
        var processor = scene.Figures.ProcessorSeconds();

        var names = Enumerable.Range(0, Studies).Select(i => $"study-{i}").ToList();
        var start = Clock.Now;
        foreach (var name in names) await scene.ApplyAsync(BenchStudy.Named(name, trials / Studies, 16));
        await scene.FinishAsync(names, TimeSpan.FromMinutes(30));
        var seconds = Clock.Seconds(start);

        var count = trials / Studies * Studies;
        await output.WriteLineAsync($"throughput, {count} instant trials in {Studies} studies: {count / seconds:0.0} /s (bar 50 /s, stretch 150 /s); operator's processor time {(scene.Figures.ProcessorSeconds() - processor) / count * 1000:0.00} ms a trial");
        await WritesAsync(scene, before, count, output);
        var stored = await scene.ControlPlane.StoredBytesAsync($"/registry/filler.dev/trials/{scene.Namespace}/");
        await output.WriteLineAsync($"etcd: {stored / (double)(count + 10):0} bytes a finished trial (bar 4096, stretch 2048)");
        await output.WriteLineAsync($"memory after the run: {scene.Figures.MemoryMiB():0} MiB");
        await RestartAsync(scene);
        var full = scene.Figures.MemoryMiB();
        await output.WriteLineAsync($"memory, started anew on {count} finished trials: {full:0} MiB, empty {empty:0} MiB, {(full - empty) / count * 1000:0.0} MiB for each 1,000 trials (bar 400 / 20, stretch 200 / 8)");
        return 0;
    }

    private static async Task RestartAsync(BenchScene scene)
    {
        await scene.Operator.KillAsync();
        await scene.Operator.StartAsync();
        await scene.Figures.AwaitAsync();
        // Caches filled and every study looked at.
        await Task.Delay(TimeSpan.FromSeconds(15), TimeProvider.System);
    }

    private static async Task WritesAsync(BenchScene scene, IReadOnlyDictionary<string, long> before, int trials, TextWriter output)
    {
        var writes = (await scene.Figures.WritesAsync()).ToDictionary(w => w.Key, w => w.Value - before.GetValueOrDefault(w.Key));
        await output.WriteLineAsync($"API writes a trial: {writes.Values.Sum() / (double)trials:0.00} (bar 6, stretch 4)");
        foreach (var (what, number) in writes.Where(w => w.Value > 0)) await output.WriteLineAsync($"  {what}: {number / (double)trials:0.000}");
    }
}
