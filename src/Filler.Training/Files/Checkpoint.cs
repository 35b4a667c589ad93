using System.Text.Json;

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
    private static readonly JsonSerializerOptions Json =
        new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public SafeTensors ToTensors()
    {
        var file = new SafeTensors();
        file.Metadata["format"] = "filler-checkpoint-3";
        file.Metadata["bestEpoch"] = BestEpoch.ToString(System.Globalization.CultureInfo.InvariantCulture);
        file.Metadata["microBatch"] = MicroBatch.ToString(System.Globalization.CultureInfo.InvariantCulture);
        file.Metadata["epochs"] = JsonSerializer.Serialize(Epochs, Json);
        foreach (var (name, entry) in Weights) file.Tensors[$"model.{name}"] = entry;
        foreach (var (name, entry) in Best) file.Tensors[$"best.{name}"] = entry;
        foreach (var (name, entry) in Optimizer) file.Tensors[$"optimizer.{name}"] = entry;
        return file;
    }

    /// <exception cref="SafeTensorsException">The file is whole but not a checkpoint of this version.</exception>
    public static Checkpoint Parse(SafeTensors file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Metadata.GetValueOrDefault("format") != "filler-checkpoint-3") throw new SafeTensorsException("not a checkpoint of this version");
        try
        {
            return new Checkpoint(
                Part(file, "model."),
                Part(file, "best."),
                Part(file, "optimizer."),
                JsonSerializer.Deserialize<List<EpochFigures>>(file.Metadata["epochs"], Json)!,
                int.Parse(file.Metadata["bestEpoch"], System.Globalization.CultureInfo.InvariantCulture),
                int.Parse(file.Metadata["microBatch"], System.Globalization.CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is KeyNotFoundException or JsonException or FormatException)
        {
            throw new SafeTensorsException($"not a checkpoint: {e.Message}", e);
        }
    }

    private static Dictionary<string, SafeTensors.Entry> Part(SafeTensors file, string prefix) =>
        file.Tensors.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(t => t.Key[prefix.Length..], t => t.Value);
}
