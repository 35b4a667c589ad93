using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Filler.Api;
using Filler.Cli.Records;
using Filler.Cli.Running;

namespace Filler.Cli.Workers;

/// <summary>A worker process: its events become facts, everything else it says goes to the attempt's log.</summary>
internal sealed class WorkerProcess : ITrialWorker
{
    private const int Sigterm = 15;

    private readonly Process process;
    private readonly int number;
    private readonly int attempt;
    private readonly StreamWriter log;
    private readonly Action<RunFact> report;
    private readonly Lock gate = new();
    private volatile string lastWords = "";
    private bool released;

    private WorkerProcess(Process process, Trial trial, StreamWriter log, Action<RunFact> report)
    {
        this.process = process;
        number = trial.Spec.Number;
        attempt = trial.Status.Attempt;
        this.log = log;
        this.report = report;
    }

    /// <exception cref="CommandFailure">The program cannot be started, or the log not be written.</exception>
    public static WorkerProcess Start(ProcessStartInfo start, Trial trial, string logFile, Action<RunFact> report)
    {
        StreamWriter log;
        try
        {
            log = new StreamWriter(new FileStream(logFile, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Unwritable(logFile, e);
        }

        try
        {
            var worker = new WorkerProcess(Process.Start(start)!, trial, log, report);
            _ = worker.FollowAsync();
            return worker;
        }
        catch (Win32Exception e)
        {
            log.Dispose();
            throw new CommandFailure(ExitCode.Environment, $"{start.FileName}: cannot be started ({e.Message}); build the worker (make build) or name it in {WorkerProgram.Variable}", e);
        }
    }

    public void AskToStop()
    {
        lock (gate)
        {
            if (released || process.HasExited) return;
            // Where there are no signals the end of the parent's pipe says the same.
            if (OperatingSystem.IsWindows()) process.StandardInput.Close();
            else _ = Signal(process.Id, Sigterm);
        }
    }

    public void Kill()
    {
        lock (gate)
        {
            if (!released && !process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private async Task FollowAsync()
    {
        var reading = Task.WhenAll(ReadEventsAsync(), ReadLogAsync());
        await process.WaitForExitAsync();
        // The pipes end with the process, unless a child of it lives on with them: then what was said so far is all.
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System));
        report(new WorkerLeft(number, attempt, process.ExitCode, lastWords));
        if (!reading.IsCompleted) return;
        await log.DisposeAsync();
        // The runner may still ask a worker to leave whose end it has not yet heard of.
        lock (gate)
        {
            released = true;
            process.Dispose();
        }
    }

    private async Task ReadEventsAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Parse(line) is { } said) report(new WorkerSaid(number, said));
            else Log(line);
        }
    }

    private async Task ReadLogAsync()
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line)) lastWords = line.Trim();
            Log(line);
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

    private void Log(string line)
    {
        lock (log)
        {
            try
            {
                log.WriteLine(line);
            }
            catch (IOException)
            {
                // A full disk must not stop the reading: the worker would block on its pipe. The record's next write reports it.
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int pid, int signal);
}
