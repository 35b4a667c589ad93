using System.Diagnostics;
using System.Runtime.InteropServices;
using Filler.TestKit.Processes;

namespace Filler.TestKit.Cluster;

/// <summary>One program of the control plane, or beside it: started, stopped, killed, paused and started again with the same arguments.</summary>
public sealed partial class ClusterComponent
{
    private const int SIGKILL = 9;
    private const int SIGTERM = 15;
    private const int SIGCONT = 18;
    private const int SIGSTOP = 19;

    private readonly string program;
    private readonly IReadOnlyList<string> arguments;
    private readonly ProcessGuard guard;
    private readonly Func<CancellationToken, Task<bool>> isReady;
    private readonly TimeProvider time;
    private Process? process;

    internal ClusterComponent(
        string program, IReadOnlyList<string> arguments, string logFile, ProcessGuard guard, Func<CancellationToken, Task<bool>> isReady, TimeProvider time)
    {
        this.program = program;
        this.arguments = arguments;
        this.guard = guard;
        this.isReady = isReady;
        this.time = time;
        LogFile = logFile;
    }

    /// <summary>A program of a test's own, in an environment of its own; it ends with this process at the latest.</summary>
    public static ClusterComponent Of(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string logFile) =>
        new(program, arguments, logFile, ProcessGuard.Shared, _ => Task.FromResult(true), TimeProvider.System) { Environment = environment };

    public IReadOnlyDictionary<string, string> Environment { get; private init; } = new Dictionary<string, string>();

    public string Name => Path.GetFileName(program);

    /// <summary>Everything the program printed, over all its starts.</summary>
    public string LogFile { get; }

    /// <exception cref="InvalidOperationException">It was never started.</exception>
    public int ProcessId => (process ?? throw new InvalidOperationException($"{Name} was not started")).Id;

    public bool IsRunning => process is { HasExited: false };

    /// <summary>Starts the program and waits until it answers as ready.</summary>
    /// <exception cref="InvalidOperationException">It ended instead, or was not ready in time; with the end of its log.</exception>
    public async Task StartAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        if (IsRunning)
            throw new InvalidOperationException($"{Name} runs already");
        // The shell only turns the output to the log and becomes the program, so that the process id is the program's.
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        foreach (var argument in new[] { "-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", LogFile, program })
            start.ArgumentList.Add(argument);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        guard.Watch(process);
        await WaitReadyAsync(limit, cancellationToken);
    }

    /// <summary>SIGTERM, then waits for the end.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => EndAsync(SIGTERM, cancellationToken);

    /// <summary>SIGKILL, as when the machine fails.</summary>
    public Task KillAsync(CancellationToken cancellationToken = default) => EndAsync(SIGKILL, cancellationToken);

    /// <summary>SIGSTOP: the program holds its connections and answers nothing.</summary>
    public void Pause() => Signal(SIGSTOP);

    /// <summary>SIGCONT.</summary>
    public void Resume() => Signal(SIGCONT);

    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync(cancellationToken);
        await StartAsync(TimeSpan.FromSeconds(60), cancellationToken);
    }

    public async Task WaitReadyAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (!await isReady(cancellationToken))
        {
            if (process is not { HasExited: false })
                throw new InvalidOperationException($"{Name} ended with {process?.ExitCode}:\n{LogTail()}");
            if (time.GetElapsedTime(start) > limit)
                throw new InvalidOperationException($"{Name} was not ready within {limit.TotalSeconds:0} s:\n{LogTail()}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
        }
    }

    private async Task EndAsync(int signal, CancellationToken cancellationToken)
    {
        if (process is not { HasExited: false } running)
            return;
        Signal(signal);
        await running.WaitForExitAsync(cancellationToken);
    }

    private void Signal(int signal)
    {
        if (process is { HasExited: false } running && SendSignal(running.Id, signal) != 0)
            throw new InvalidOperationException($"{Name}: signal {signal} was not delivered: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private string LogTail() => File.Exists(LogFile) ? string.Join('\n', File.ReadLines(LogFile).TakeLast(15)) : "(no log)";

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);
}
