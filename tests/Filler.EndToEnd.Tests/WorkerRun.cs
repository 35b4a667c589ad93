using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Filler.Api;

namespace Filler.EndToEnd.Tests;

/// <summary>The real worker as a process of its own, under its contract, on a dataset that a run left behind.</summary>
internal sealed partial class WorkerRun : IDisposable
{
    private const int Terminate = 15;
    private static readonly string Program = typeof(WorkerRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Worker").Value!;
    private readonly Process process;
    private readonly Task<string> error;

    /// <param name="order">Where the trial's JSON is written for the worker.</param>
    /// <param name="store">The blob store's folder, with the dataset in it.</param>
    public WorkerRun(Trial trial, string order, string store, string digest)
    {
        File.WriteAllText(order, FillerJson.Serialize(trial));
        var start = new ProcessStartInfo("dotnet", [Program]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment[WorkerEnvironment.Trial] = order;
        start.Environment[WorkerEnvironment.Store] = store;
        start.Environment[WorkerEnvironment.DatasetDigest] = digest;
        start.Environment[WorkerEnvironment.Threads] = "1";
        process = Process.Start(start)!;
        error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Events so far, in order.</summary>
    public List<WorkerEvent> Said { get; } = [];

    /// <summary>Reads events until one is as wanted, or the worker has ended.</summary>
    public async Task<bool> UntilAsync(Func<WorkerEvent, bool> wanted)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith('{')) continue;
            Said.Add(FillerJson.Deserialize<WorkerEvent>(line));
            if (wanted(Said[^1])) return true;
        }

        return false;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process.Kill();

    /// <summary>SIGTERM.</summary>
    public void AskToStop() => Assert.Equal(0, Signal(process.Id, Terminate));

    public async Task<(int Code, string Error)> EndAsync()
    {
        await UntilAsync(_ => false);
        await process.WaitForExitAsync();
        return (process.ExitCode, await error);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
