namespace Filler.Bench.Operator;

/// <summary>From the moment a study is applied to its first trial's pod, where another study has prepared the dataset.</summary>
internal static class FirstPodBench
{
    public static async Task<int> RunAsync(int studies, TextWriter output)
    {
        await using var scene = await BenchScene.ArrangeAsync();
        await scene.ApplyAsync(BenchStudy.Named("warm", 1, 1));
        await scene.FinishAsync(["warm"], TimeSpan.FromMinutes(1));

        var seconds = new List<double>();
        for (var i = 0; i < studies; i++)
        {
            scene.Created.Clear();
            var start = Clock.Now;
            await scene.ApplyAsync(BenchStudy.Named($"study-{i}", 1, 1));
            while (scene.Created.IsEmpty) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            scene.Created.TryPeek(out var first);
            seconds.Add(Clock.Seconds(start, first.At));
            await scene.FinishAsync([$"study-{i}"], TimeSpan.FromMinutes(1));
        }

        await output.WriteLineAsync($"apply to first trial pod, dataset cached, {studies} studies: median {Clock.Quantile(seconds, 0.5):0.000} s, longest {seconds.Max():0.000} s (bar 1 s, stretch 0.3 s)");
        return 0;
    }
}
