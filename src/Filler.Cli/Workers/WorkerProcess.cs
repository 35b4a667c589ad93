using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Filler.Api;

namespace Filler.Cli.Workers;

/// <summary>A worker process that runs the attempts it is given, one after another; its death ends the one that it runs.</summary>
internal sealed class WorkerProcess
{
    private readonly Process process;
    private readonly Action<WorkerProcess> free;
    private readonly Channel<WorkerOrder> orders = Channel.CreateUnbounded<WorkerOrder>();
    private readonly Lock gate = new();
    private volatile OrderedAttempt? current;
    private volatile bool warm;
    private bool released;

    private WorkerProcess(Process process, string? card, Action<WorkerProcess> free)
    {
        (this.process, Card, this.free) = (process, card, free);
        Ended = FollowAsync();
    }

    /// <summary>The one that it sees; null: it sees what there is.</summary>
    public string? Card { get; }

    /// <summary>Completes when the process is gone and what it said is told.</summary>
    public Task Ended { get; }

    /// <param name="free">Called when an attempt is over and the process ready for another, before anyone hears of that.</param>
    /// <exception cref="CommandFailure">The program cannot be started.</exception>
    public static WorkerProcess Start(ProcessStartInfo start, string? card, Action<WorkerProcess> free)
    {
        try
        {
            return new WorkerProcess(Process.Start(start)!, card, free);
        }
        catch (Win32Exception e)
        {
            throw new CommandFailure(ExitCode.Environment, $"{start.FileName}: cannot be started ({e.Message}); build the worker (make build) or name it in {WorkerProgram.Variable}", e);
        }
    }

    /// <returns>False where the process has died.</returns>
    public bool TryRun(OrderedAttempt attempt)
    {
        lock (gate)
        {
            if (released || process.HasExited) return false;
            current = attempt;
            attempt.GivenTo(this);
            return orders.Writer.TryWrite(attempt.Order);
        }
    }

    public void Stop(OrderedAttempt attempt)
    {
        lock (gate)
        {
            if (current == attempt) orders.Writer.TryWrite(attempt.Stop);
        }
    }

    public void Kill(OrderedAttempt attempt)
    {
        lock (gate)
        {
            if (current == attempt) Kill();
        }
    }

    /// <summary>Lets the process leave: its input ends.</summary>
    public void Dismiss() => orders.Writer.TryComplete();

    public void Kill()
    {
        lock (gate)
        {
            if (!released && !process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private async Task FollowAsync()
    {
        var writing = WriteOrdersAsync();
        var reading = Task.WhenAll(ReadEventsAsync(), ReadWordsAsync());
        await process.WaitForExitAsync();
        // The pipes end with the process, unless a child of it lives on with them: then what was said so far is all.
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System));
        Dismiss();
        await writing;
        Release()?.End(process.ExitCode, warm);
        if (!reading.IsCompleted) return;
        lock (gate)
        {
            released = true;
            process.Dispose();
        }
    }

    // Beside the runner's loop, which must not wait for a worker that does not read.
    private async Task WriteOrdersAsync()
    {
        try
        {
            await foreach (var order in orders.Reader.ReadAllAsync()) await process.StandardInput.WriteLineAsync(FillerJson.Serialize(order));
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The pipe is broken: the process has died, and its end is told.
        }
    }

    private async Task ReadEventsAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (current is not { } attempt) continue;
            if (Parse(line) is not { } said)
            {
                attempt.Hear(line);
                continue;
            }

            if (!attempt.IsEndedBy(said))
            {
                attempt.Hear(said);
                continue;
            }

            // First, for upon the news the next attempt is decided.
            if (Release() is null) return;
            warm = true;
            free(this);
            attempt.Hear(said);
            attempt.End(said is WorkerFinished ? WorkerExitCode.Succeeded : WorkerExitCode.Stopped, warm);
        }
    }

    private async Task ReadWordsAsync()
    {
        while (await process.StandardError.ReadLineAsync() is { } line) current?.Hear(line);
    }

    private OrderedAttempt? Release()
    {
        lock (gate)
        {
            var over = current;
            current = null;
            return over;
        }
    }

    private static WorkerEvent? Parse(string line)
    {
        if (!line.StartsWith('{')) return null;
        try
        {
            return FillerJson.Deserialize<WorkerEvent>(line);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            // Kept in the log; a worker that says nothing else is caught as silent.
            return null;
        }
    }
}
