using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Filler.Training;

/// <summary>Everything that training needs to go on as if it had never stopped; between epochs, so that no random state need be kept.</summary>
/// <param name="Weights">Parameters after the last epoch, by name.</param>
/// <param name="Best">Parameters after the best epoch.</param>
/// <param name="Optimizer">The optimiser's moments and steps, by name.</param>
/// <param name="Epochs">Figures of all epochs so far.</param>
/// <param name="BestEpoch">From 1.</param>
/// <param name="MicroBatch">Images at once in a step: the trajectory hangs on it where there is dropout.</param>
public sealed record Checkpoint(
    IReadOnlyDictionary<string, SafeTensors.Entry> Weights,
    IReadOnlyDictionary<string, SafeTensors.Entry> Best,
    IReadOnlyDictionary<string, SafeTensors.Entry> Optimizer,
    IReadOnlyList<EpochFigures> Epochs,
    int BestEpoch,
    int MicroBatch = int.MaxValue)
{
    internal const string Format = "filler-checkpoint-4";
    internal const string ModelPart = "model.";
    internal const string OptimizerPart = "optimizer.";

    /// <summary>Absent where the best epoch is the last.</summary>
    internal const string BestPart = "best.";

    internal static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <exception cref="SafeTensorsException">The file is whole but not a checkpoint of this version.</exception>
    public static Checkpoint Parse(SafeTensors file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Metadata.GetValueOrDefault("format") != Format) throw new SafeTensorsException("not a checkpoint of this version");
        try
        {
            var epochs = JsonSerializer.Deserialize<List<EpochFigures>>(file.Metadata["epochs"], Json)!;
            var best = int.Parse(file.Metadata["bestEpoch"], CultureInfo.InvariantCulture);
            return new Checkpoint(
                Part(file, ModelPart),
                Part(file, best == epochs.Count ? ModelPart : BestPart),
                Part(file, OptimizerPart),
                epochs,
                best,
                int.Parse(file.Metadata["microBatch"], CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is KeyNotFoundException or JsonException or FormatException)
        {
            throw new SafeTensorsException($"not a checkpoint: {e.Message}", e);
        }
    }

    private static Dictionary<string, SafeTensors.Entry> Part(SafeTensors file, string prefix) =>
        file.Tensors.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(t => t.Key[prefix.Length..], t => t.Value);
}
