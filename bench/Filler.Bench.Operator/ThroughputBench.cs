namespace Filler.Bench.Operator;

/// <summary>Instant trials in ten studies at once: their rate, the operator's writes for each, what etcd keeps of each.</summary>
internal static class ThroughputBench
{
    private const int Studies = 10;

    public static async Task<int> RunAsync(int trials, TextWriter output)
    {
        await using var scene = await BenchScene.ArrangeAsync();
        await scene.ApplyAsync(BenchStudy.Named("warm", 10, 2));
        await scene.FinishAsync(["warm"], TimeSpan.FromMinutes(1));
        var before = await scene.Figures.WritesAsync();
        var processor = Processors(scene);

        var names = Enumerable.Range(0, Studies).Select(i => $"study-{i}").ToList();
        var start = Clock.Now;
        foreach (var name in names) await scene.ApplyAsync(BenchStudy.Named(name, trials / Studies, 16));
        await scene.FinishAsync(names, TimeSpan.FromMinutes(30));
        var seconds = Clock.Seconds(start);

        var count = trials / Studies * Studies;
        await output.WriteLineAsync($"throughput, {count} instant trials in {Studies} studies: {count / seconds:0.0} /s (bar 50 /s, stretch 150 /s)");
        var spent = Processors(scene).Select(p => (p.Name, Milliseconds: (p.Seconds - processor.First(b => b.Name == p.Name).Seconds) / count * 1000)).ToList();
        await output.WriteLineAsync($"processor time a trial: {string.Join(", ", spent.Select(p => $"{p.Name} {p.Milliseconds:0.0} ms"))}; two cores bear at most {2000 / spent.Sum(p => p.Milliseconds):0} /s, the operator alone {2000 / spent[0].Milliseconds:0} /s");
        await WritesAsync(scene, before, count, output);
        var stored = await scene.ControlPlane.StoredBytesAsync($"/registry/filler.dev/trials/{scene.Namespace}/");
        await output.WriteLineAsync($"etcd: {stored / (double)(count + 10):0} bytes a finished trial (bar 4096, stretch 2048)");
        await output.WriteLineAsync($"memory after the run: {scene.Figures.MemoryMiB():0} MiB");
        return 0;
    }

    private static List<(string Name, double Seconds)> Processors(BenchScene scene) =>
    [
        ("operator", Clock.ProcessorSeconds(scene.Operator.ProcessId)),
        ("API server", Clock.ProcessorSeconds(scene.ControlPlane.ApiServer.ProcessId)),
        ("etcd", Clock.ProcessorSeconds(scene.ControlPlane.Etcd.ProcessId)),
        ("node agent with its trials", Clock.ProcessorSeconds(Environment.ProcessId)),
    ];

    private static async Task WritesAsync(BenchScene scene, IReadOnlyDictionary<string, long> before, int trials, TextWriter output)
    {
        var writes = (await scene.Figures.WritesAsync()).ToDictionary(w => w.Key, w => w.Value - before.GetValueOrDefault(w.Key));
        await output.WriteLineAsync($"API writes a trial: {writes.Values.Sum() / (double)trials:0.00} (bar 6, stretch 4)");
        foreach (var (what, number) in writes.Where(w => w.Value > 0)) await output.WriteLineAsync($"  {what}: {number / (double)trials:0.000}");
    }
}
