using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Filler.EndToEnd.Tests;

/// <summary>One <c>filler</c> command as a process, as a user types it.</summary>
internal sealed partial class FillerProcess : IDisposable
{
    private static readonly string Program = typeof(FillerProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Filler").Value!;

    // Far above what any of these commands takes; a hang fails with what was said so far.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;

    private FillerProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public static FillerProcess Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        // Whoever starts the tests in the background may have them ignore Ctrl-C, which processes inherit; a user at a terminal does not.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new FillerProcess(Process.Start(start)!);
    }

    public static async Task<Answer> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.EndAsync();
    }

    /// <summary>Waits for the end; what the process wrote comes with it.</summary>
    public async Task<Answer> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"filler did not end within {Patience}; it said:\n{await output}\n{await error}");
        }

        return new Answer(process.ExitCode, await output, await error);
    }

    /// <summary>SIGKILL to the runner alone: its workers find out by the closed pipe.</summary>
    public void Kill() => process.Kill();

    public void Interrupt() => Assert.Equal(0, Signal(process.Id, 2));

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    internal sealed record Answer(int Code, string Output, string Error)
    {
        public override string ToString() => $"exit code {Code}\n{Output}\n{Error}";
    }
}
