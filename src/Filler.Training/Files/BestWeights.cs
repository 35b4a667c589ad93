using System.Globalization;

namespace Filler.Training;

/// <summary>The file that a trial leaves: the best epoch's weights, with what else is needed to use them on another image.</summary>
internal static class BestWeights
{
    /// <param name="grey">Mean and deviation of the training images' grey values, by which images are standardised.</param>
    public static byte[] ToBytes(NetworkOptions network, IReadOnlyDictionary<string, SafeTensors.Entry> weights, (double Mean, double Deviation) grey)
    {
        var file = new SafeTensors();
        file.Metadata["architecture"] = network.Name;
        file.Metadata["activation"] = network.Activation;
        file.Metadata["greyMean"] = grey.Mean.ToString("R", CultureInfo.InvariantCulture);
        file.Metadata["greyDeviation"] = grey.Deviation.ToString("R", CultureInfo.InvariantCulture);
        foreach (var (name, entry) in weights) file.Tensors[name] = entry;
        return file.ToBytes();
    }
}
