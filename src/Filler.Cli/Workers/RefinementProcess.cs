using System.Diagnostics;
using System.Globalization;
using Filler.Api;
using Filler.Cli.Records;

namespace Filler.Cli.Workers;

/// <summary>A worker that refines one volume: torch stays out of this process.</summary>
internal static class RefinementProcess
{
    /// <exception cref="CommandFailure">The worker refused, or cannot be started.</exception>
    public static async Task RunAsync(WorkerProgram program, VolumeRefinement order, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Path.GetTempPath(), $"filler-refinement-{Path.GetRandomFileName()}.json");
        AtomicFile.Write(file, FillerJson.Serialize(order));
        try
        {
            var command = program.CommandLine();
            var start = new ProcessStartInfo(command[0], command.Skip(1))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                Environment = { [WorkerEnvironment.Refinement] = file },
            };
            using var process = Process.Start(start)!;
            // Ctrl-C reaches this process only: the worker has a session of its own.
            await using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
            {
                if (double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)) progress.Report(share);
            }

            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            if (process.ExitCode != WorkerExitCode.Succeeded) throw Refused(process.ExitCode, (await errors).Trim());
        }
        finally
        {
            File.Delete(file);
            // Half a volume of a worker that was killed.
            File.Delete(order.Target + ".partial");
        }
    }

    private static CommandFailure Refused(int code, string words)
    {
        var last = words.Split('\n') is [.., var line] && line.Length > 0 ? line.Trim() : $"the worker ended with exit code {code}";
        const string prefix = "worker: ";
        return new CommandFailure(
            code == WorkerExitCode.UserError ? ExitCode.BadInput : ExitCode.Environment,
            last.StartsWith(prefix, StringComparison.Ordinal) ? last[prefix.Length..] : last);
    }
}
