using Spectre.Console;

namespace Filler.Cli.Screens;

/// <summary>One bar for one long piece of work; on something other than a terminal, a line each tenth.</summary>
internal static class ProgressBar
{
    public static Task<T> RunAsync<T>(Terminal terminal, string title, Func<IProgress<double>, Task<T>> work)
    {
        if (!terminal.Interactive) return work(new Lines(terminal.Error, title));
        return terminal.Console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(title, maxValue: 1);
                var result = await work(new Bar(task));
                task.Value = 1;
                return result;
            });
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }

    private sealed class Lines(TextWriter writer, string title) : IProgress<double>
    {
        private int told;

        public void Report(double value)
        {
            // Several threads report; each tenth is told once.
            var tenth = (int)(value * 10);
            for (var before = told; tenth > before; before = told)
            {
                if (Interlocked.CompareExchange(ref told, tenth, before) == before) writer.WriteLine($"{title}: {10 * tenth} %");
            }
        }
    }
}
