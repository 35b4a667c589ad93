using Filler.Api;

namespace Filler.Worker.Cluster;

/// <summary>The file that Kubernetes reads when the container has ended; outside a container there is none.</summary>
internal sealed class TerminationLog(string? path, TextWriter log)
{
    public static TerminationLog Locate(Func<string, string?> variable, TextWriter log) => new(
        variable(WorkerEnvironment.TerminationLog) is { Length: > 0 } named ? named
        : File.Exists(WorkerEnvironment.DefaultTerminationLog) ? WorkerEnvironment.DefaultTerminationLog
        : null,
        log);

    public void Write(TerminationMessage message)
    {
        if (path is null) return;
        try
        {
            // Written in place: the container runtime mounts the file itself, so no other can take its name.
            File.WriteAllText(path, message.ToLine());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.WriteLine($"worker: {path}: {e.Message}; the last word was: {message.ToLine()}");
        }
    }
}
