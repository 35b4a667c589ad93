using System.Text.Json;
using Filler.Api;

namespace Filler.Worker.Packing;

/// <summary>What a pack knows of a Trial that is given to it. Only these fields are read: the operator may be newer than this worker.</summary>
/// <param name="Uid">Of the Trial.</param>
/// <param name="Attempt">The current one; 0 before the first.</param>
/// <param name="IsUnderWay">The operator waits for that attempt's end.</param>
internal sealed record PackedTrial(string Name, string Uid, int Attempt, bool IsUnderWay)
{
    /// <summary>Why the attempt should checkpoint and leave; null: it should not.</summary>
    public string? Stop { get; init; }

    /// <summary>The status says already how the attempt ended.</summary>
    public bool IsEndTold { get; init; }

    /// <summary>Of the current attempt; null where it is over, or has none.</summary>
    public PackOrder? Order { get; init; }

    /// <summary>Why its order cannot be read; null where it can, or there is none.</summary>
    public string? Fault { get; init; }

    public static PackedTrial Of(JsonElement trial)
    {
        var metadata = trial.GetProperty("metadata");
        var status = Part(trial, "status");
        var attempt = Part(status, "attempt")?.GetInt32() ?? 0;
        var report = Part(status, "report");
        var seen = new PackedTrial(
            metadata.GetProperty("name").GetString()!,
            metadata.GetProperty("uid").GetString()!,
            attempt,
            Text(status, "phase") == nameof(TrialPhase.Running) && Part(status, "exit") is null)
        {
            Stop = Part(status, "stop") is { } stop ? Text(stop, "reason") ?? "" : null,
            IsEndTold = Part(report, "attempt")?.GetInt32() == attempt && Part(report, "end") is not null,
        };
        return seen.IsUnderWay && Text(Part(metadata, "annotations"), Packs.Order) is { } order ? seen.With(order) : seen;
    }

    private PackedTrial With(string order)
    {
        try
        {
            // One of another attempt is not meant for this one.
            return PackOrder.Parse(order) is var given && given.Attempt == Attempt ? this with { Order = given } : this;
        }
        catch (WorkerSettingsException e)
        {
            return this with { Fault = e.Message };
        }
    }

    private static JsonElement? Part(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null ? part : null;

    private static string? Text(JsonElement? of, string name) => Part(of, name)?.GetString();
}
