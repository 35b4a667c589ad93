namespace Filler.Cli.Screens;

/// <summary>Plain lines: one per note, and every ten seconds how things stand.</summary>
internal sealed class PlainScreen(TextWriter output, TimeProvider time) : IRunScreen
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly HashSet<string> announced = [];
    private long shown = time.GetTimestamp();

    public void Note(string line) => output.WriteLine(line);

    public void Show(RunView view)
    {
        foreach (var dataset in view.Datasets.Where(d => announced.Add(d.Digest))) Note($"dataset {dataset.Digest[..12]}: being made");
        if (time.GetElapsedTime(shown) < Interval) return;
        shown = time.GetTimestamp();
        output.WriteLine(Line(view));
    }

    public static string Line(RunView view)
    {
        var parts = new List<string> { $"{Span.Of(view.Elapsed)}: {view.Done}{(view.Budget is { } budget ? $"/{budget}" : "")} trials done" };
        if (view.Best is { } best) parts.Add($"best {view.Metric} {best.ValidationMetric:0.0000} (trial {best.Trial})");
        parts.AddRange(view.Datasets.Select(d => $"images {d.Share:P0} ({d.Stage})"));
        parts.AddRange(view.Running.Select(Running));
        return string.Join("; ", parts);
    }

    private static string Running(RunningTrialView trial) =>
        $"trial {trial.Number} {trial.State ?? $"epoch {trial.Epochs:0.0}/{trial.EpochsWanted}"}{(trial.Metric is { } m ? $" at {m:0.000}" : "")}";
}
