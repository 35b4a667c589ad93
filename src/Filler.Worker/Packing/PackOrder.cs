using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Api;

namespace Filler.Worker.Packing;

/// <summary>A <see cref="RunOrder"/> as far as a pack reads it. The trial's own process reads the trial, and refuses what it does not know.</summary>
/// <param name="Attempt">That the trial's status names.</param>
/// <param name="Trial">The trial's file.</param>
internal sealed record PackOrder(int Attempt, string Trial, string Dataset, string? TraceParent)
{
    /// <exception cref="WorkerSettingsException">The text is no order.</exception>
    public static PackOrder Parse(string text)
    {
        try
        {
            var order = JsonNode.Parse(text);
            return order?["trial"] is { } trial && (int?)trial["status"]?["attempt"] is { } attempt && (string?)order["dataset"] is { } dataset
                ? new PackOrder(attempt, trial.ToJsonString(FillerJson.Options), dataset, (string?)order["traceParent"])
                : throw new WorkerSettingsException($"annotation {Packs.Order}: it needs a trial, its attempt and the digest of its dataset");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new WorkerSettingsException($"annotation {Packs.Order}: {e.Message}", e);
        }
    }
}
