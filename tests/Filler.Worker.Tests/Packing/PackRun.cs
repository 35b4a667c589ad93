using System.Diagnostics;
using System.Text;

namespace Filler.Worker.Tests.Packing;

/// <summary>A pack's process; what it says is kept as it says it.</summary>
internal sealed class PackRun : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly Task reading;

    public PackRun(Process process)
    {
        this.process = process;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public string Said
    {
        get
        {
            lock (said) return said.ToString();
        }
    }

    public int Id => process.Id;

    /// <summary>Process ids of those that it started and that still run.</summary>
    public IReadOnlyList<int> Children() =>
    [
        .. Directory.EnumerateDirectories($"/proc/{process.Id}/task").SelectMany(thread => File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse),
    ];

    public void Terminate() => WorkerRun.Terminate(process);

    public void Kill() => process.Kill();

    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync();
        await reading;
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private async Task ReadAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (said) said.AppendLine(line);
        }
    }
}
