namespace Filler.Bench.Operator;

/// <summary>How long a slot stays empty: from the end of a trial's container to the appearance of the pod that takes its slot.</summary>
internal static class IdleGapBench
{
    private const int Slots = 64;

    public static async Task<int> RunAsync(int trials, TextWriter output)
    {
        var random = new Random(1);
        // Some sixteen ends a second.
        await using var scene = await BenchScene.ArrangeAsync(() =>
        {
            lock (random) return TimeSpan.FromSeconds(2 + (4 * random.NextDouble()));
        });
        await scene.ApplyAsync(BenchStudy.Named("slots", trials, Slots));
        await scene.FinishAsync(["slots"], TimeSpan.FromMinutes(8));

        // Slots are alike: the n-th end is followed by the n-th pod beyond those that filled the slots at first.
        var gaps = scene.Ended.Select(e => e.At).Order().Zip(scene.Created.Select(c => c.At).Order().Skip(Slots), (end, next) => Clock.Seconds(end, next)).ToList();
        await output.WriteLineAsync($"idle gap, {Slots} slots, {gaps.Count} successors: median {Clock.Quantile(gaps, 0.5) * 1000:0} ms, p99 {Clock.Quantile(gaps, 0.99) * 1000:0} ms (bar 150 ms / 1 s, stretch 50 ms / 300 ms)");
        return 0;
    }
}
