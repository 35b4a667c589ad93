using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Filler.Api;

namespace Filler.Worker.Packing;

/// <summary>One attempt as a process of this program, under the contract of a pod with one trial.</summary>
internal sealed partial class PackProcess
{
    // Of a log in place of last words, in characters of up to four bytes.
    private const int MostWords = TerminationMessage.MaxBytes / 4;
    private const int Terminated = 15;

    private readonly Lock gate = new();
    private readonly Process process;
    private readonly string name;
    private readonly string folder;
    private readonly TextWriter output;
    private readonly TextWriter log;
    private readonly TimeProvider time;
    private readonly long began;
    private string tail = "";
    private bool released;

    private PackProcess(Process process, string name, string? card, string folder, TextWriter output, TextWriter log, TimeProvider time)
    {
        Card = card;
        (this.process, this.name, this.folder, this.output, this.log, this.time) = (process, name, folder, output, log, time);
        began = time.GetTimestamp();
        Ended = FollowAsync();
    }

    /// <summary>What it was shown of the cards; null: all that there are.</summary>
    public string? Card { get; }

    /// <summary>Completes when the process is gone and what it said is passed on.</summary>
    public Task<ProcessEnd> Ended { get; }

    /// <param name="name">Of the Trial: stands before the lines that are no JSON.</param>
    /// <param name="folder">Of this attempt alone; gone when it ends.</param>
    /// <param name="environment">Over this process's own; null unsets.</param>
    /// <param name="output">Takes what it says in JSON, events and log alike.</param>
    /// <param name="log">Takes what it says in other words, with its name before them.</param>
    /// <exception cref="WorkerSettingsException">It cannot be started on this machine.</exception>
    public static PackProcess Start(
        string name, string folder, PackOrder order, IReadOnlyList<string> program, IReadOnlyDictionary<string, string?> environment, TextWriter output, TextWriter log, TimeProvider time)
    {
        var start = new ProcessStartInfo(program[0], program.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (variable, value) in environment) start.Environment[variable] = value;
        start.Environment[WorkerEnvironment.Trial] = Path.Combine(folder, "trial.json");
        start.Environment[WorkerEnvironment.DatasetDigest] = order.Dataset;
        start.Environment[WorkerEnvironment.TerminationLog] = Path.Combine(folder, "last-word");
        start.Environment["TRACEPARENT"] = order.TraceParent;
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "trial.json"), order.Trial);
            return new PackProcess(Process.Start(start)!, name, environment.GetValueOrDefault(Cards.Visible), folder, output, log, time);
        }
        catch (Exception e) when (e is Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw new WorkerSettingsException($"{name}: no process for it can be started: {e.Message}", e);
        }
    }

    /// <summary>Checkpoint and leave. Nothing happens when it is gone.</summary>
    public void Terminate()
    {
        lock (gate)
        {
            if (!released && !process.HasExited) _ = Signal(process.Id, Terminated);
        }
    }

    public void Kill()
    {
        lock (gate)
        {
            if (!released && !process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private async Task<ProcessEnd> FollowAsync()
    {
        var reading = Task.WhenAll(PassOnAsync(process.StandardOutput, areWords: false), PassOnAsync(process.StandardError, areWords: true));
        await process.WaitForExitAsync();
        // The pipes end with the process, unless a child of it lives on with them: then what was said so far is all.
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(2), time));
        var end = new ProcessEnd(process.ExitCode, LastWords(), Math.Round(time.GetElapsedTime(began).TotalSeconds, 3));
        Forget();
        lock (gate)
        {
            released = true;
            if (reading.IsCompleted) process.Dispose();
        }

        return end;
    }

    private void Forget()
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException e)
        {
            // The end counts; what is left goes with the pod's scratch.
            log.WriteLine($"worker: {folder}: {e.Message}");
        }
    }

    /// <param name="areWords">JSON too is a log, not an event.</param>
    private async Task PassOnAsync(StreamReader from, bool areWords)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            var isJson = line.StartsWith('{');
            if (areWords || !isJson)
            {
                lock (gate) tail = (tail + line + "\n") is var all && all.Length > MostWords ? all[^MostWords..] : all;
            }

            try
            {
                if (isJson) output.WriteLine(line);
                else log.WriteLine($"{name}: {line}");
            }
            catch (IOException)
            {
                // Nobody reads this pod's log any more; the trial must not wait for that.
            }
        }
    }

    private string LastWords()
    {
        var file = Path.Combine(folder, "last-word");
        if (File.Exists(file) && File.ReadAllText(file) is { Length: > 0 } word) return word;
        lock (gate) return tail.Trim() is { Length: > 0 } said ? said : ProcessEnd.NoWords;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
