namespace Filler.Bench.Operator;

/// <summary>SIGKILL with a long history: from the start of the new process to the first pod that it creates.</summary>
internal static class RecoveryBench
{
    private const int Kills = 5;

    public static async Task<int> RunAsync(int trials, TextWriter output)
    {
        await using var scene = await BenchScene.ArrangeAsync();
        await scene.ApplyAsync(BenchStudy.Named("long", trials + 1000, 16));
        while ((await scene.ProgressAsync("long")).Done < trials) await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);

        var (seconds, processor) = (new List<double>(), new List<double>());
        for (var i = 0; i < Kills; i++)
        {
            await scene.Operator.KillAsync();
            // What it had created last has come to the agent.
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
            scene.Created.Clear();
            var start = Clock.Now;
            await scene.Operator.StartAsync();
            while (scene.Created.IsEmpty) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            scene.Created.TryPeek(out var first);
            seconds.Add(Clock.Seconds(start, first.At));
            processor.Add(Clock.ProcessorSeconds(scene.Operator.ProcessId));
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }

        await output.WriteLineAsync($"SIGKILL with {trials} trials in history, start of the new process to its first trial's pod, {Kills} kills: median {Clock.Quantile(seconds, 0.5):0.00} s, longest {seconds.Max():0.00} s (bar 3 s, stretch 1 s); processor time of the new process until then {Clock.Quantile(processor, 0.5):0.00} s");
        return 0;
    }
}
