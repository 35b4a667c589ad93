using System.Diagnostics;
using System.Text.Json;
using Filler.Api;

namespace Filler.Worker;

/// <summary>The attempt to run.</summary>
/// <param name="Dataset">Digest of its images in the store.</param>
/// <param name="Stop">Asked when it should checkpoint and end.</param>
/// <param name="Began">When its wait for the first step began: the start of the process, or the order.</param>
internal sealed record TrialAssignment(Trial Trial, string Dataset, StopRequest Stop, DateTimeOffset Began)
{
    /// <exception cref="WorkerSettingsException">A variable is missing, or the file that it names not a trial.</exception>
    public static async Task<TrialAssignment> ReadAsync(Func<string, string?> variable, StopRequest stop)
    {
        var path = WorkerSettings.Required(variable, WorkerEnvironment.Trial, "the path of the trial's JSON file");
        var digest = WorkerSettings.Required(variable, WorkerEnvironment.DatasetDigest, "the digest of the trial's dataset");
        try
        {
            var trial = FillerJson.Deserialize<Trial>(await File.ReadAllTextAsync(path, stop.Token));
            using var self = Process.GetCurrentProcess();
            return new TrialAssignment(Checked(trial, path), digest, stop, self.StartTime.ToUniversalTime());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new WorkerSettingsException($"{WorkerEnvironment.Trial}={path}: {e.Message}", e);
        }
    }

    /// <exception cref="WorkerSettingsException">It names no attempt.</exception>
    public static Trial Checked(Trial trial, string origin) =>
        trial.Status.Attempt >= 1 ? trial : throw new WorkerSettingsException($"{origin}: status.attempt is {trial.Status.Attempt}; it is at least 1");
}
