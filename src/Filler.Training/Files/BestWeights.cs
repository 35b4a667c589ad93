using System.Globalization;
using System.Text.Json;
using Filler.Networks;

namespace Filler.Training;

/// <summary>The file that a trial leaves: the best epoch's weights, with what else is needed to use them on another image.</summary>
internal static class BestWeights
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="grey">Mean and deviation of the training images' grey values, by which images are standardised.</param>
    public static byte[] ToBytes(NetworkPlan network, IReadOnlyDictionary<string, SafeTensors.Entry> weights, (double Mean, double Deviation) grey, ILearningTask task)
    {
        var file = new SafeTensors();
        file.Metadata["architecture"] = network.Name;
        file.Metadata["layers"] = JsonSerializer.Serialize(network.Layers.Select(l => new { l.Name, l.Kind, l.Arguments }), Json);
        file.Metadata["pixels"] = network.Pixels.ToString(CultureInfo.InvariantCulture);
        file.Metadata["greyMean"] = grey.Mean.ToString("R", CultureInfo.InvariantCulture);
        file.Metadata["greyDeviation"] = grey.Deviation.ToString("R", CultureInfo.InvariantCulture);
        foreach (var (name, value) in task.Metadata()) file.Metadata[name] = value;
        foreach (var (name, entry) in weights) file.Tensors[name] = entry;
        return file.ToBytes();
    }
}
