using System.Globalization;
using System.Text.Json;
using Filler.Networks;

namespace Filler.Training;

/// <summary>What the weights of a super-resolution say of themselves.</summary>
/// <param name="Layer">The network.</param>
/// <param name="GreyMean">Grey values (0 to 255) are standardised by this mean and the deviation.</param>
/// <param name="GreyDeviation">See <paramref name="GreyMean"/>.</param>
/// <param name="PixelNm">Edge of the fine pixels that it was trained on.</param>
internal sealed record RestoringNetwork(GeneratorLayer Layer, double GreyMean, double GreyDeviation, double PixelNm)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <exception cref="SafeTensorsException">The weights are another task's, or of another version.</exception>
    public static RestoringNetwork Of(SafeTensors weights)
    {
        var metadata = weights.Metadata;
        if (metadata.GetValueOrDefault("task") != "superResolution")
        {
            throw new SafeTensorsException(
                $"these are the weights of a {metadata.GetValueOrDefault("task", "classification")}; name the best.safetensors of a study with task: superResolution");
        }

        try
        {
            using var layers = JsonDocument.Parse(metadata["layers"]);
            var layer = layers.RootElement[0].GetProperty("arguments").Deserialize<GeneratorLayer>(Json) ?? throw new JsonException("no layer");
            return new RestoringNetwork(layer, Number("greyMean"), Number("greyDeviation"), Number("pixelNm"));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new SafeTensorsException($"the weights do not describe their network: {e.Message}", e);
        }

        double Number(string name) => double.Parse(metadata[name], CultureInfo.InvariantCulture);
    }
}
