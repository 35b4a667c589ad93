using Spectre.Console;
using Spectre.Console.Rendering;

namespace Filler.Cli.Screens;

/// <summary>A table that is redrawn in place, five times a second at most.</summary>
internal sealed class LiveScreen : IRunScreen, IAsyncDisposable
{
    private static readonly TimeSpan Redraw = TimeSpan.FromSeconds(0.2);
    private const int NotesKept = 4;

    private readonly IAnsiConsole console;
    private readonly CancellationTokenSource ended = new();
    private readonly Queue<string> notes = new();
    private readonly Task drawing;
    private volatile RunView? view;

    public LiveScreen(IAnsiConsole console, TimeProvider time)
    {
        this.console = console;
        drawing = console.Live(new Text(""))
            .Overflow(VerticalOverflow.Ellipsis)
            .AutoClear(true)
            .StartAsync(context => DrawAsync(context, time));
    }

    public void Note(string line)
    {
        lock (notes)
        {
            notes.Enqueue(line);
            if (notes.Count > NotesKept) notes.Dequeue();
        }
    }

    public void Show(RunView view) => this.view = view;

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await drawing;
        ended.Dispose();
    }

    private async Task DrawAsync(LiveDisplayContext context, TimeProvider time)
    {
        while (!ended.IsCancellationRequested)
        {
            if (view is { } current) context.UpdateTarget(Draw(current));
            await Task.Delay(Redraw, time, ended.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private IRenderable Draw(RunView current)
    {
        string[] recent;
        lock (notes) recent = [.. notes];
        return RunTable.Of(current, recent, console.Profile.Width);
    }
}
