namespace Filler.Training;

/// <summary>What a network costs, known before anything runs.</summary>
/// <param name="Weights">Trainable numbers.</param>
/// <param name="FlopsPerImage">Multiplications and additions of one forward pass of one image; activations and pooling left out.</param>
/// <param name="Features">Numbers that the last convolution block hands to the first dense layer.</param>
public sealed record NetworkShape(long Weights, long FlopsPerImage, int Features)
{
    // 2³¹ weights would be 8 GB before gradients and moments.
    private const long MostWeights = 500_000_000;

    /// <param name="pixels">Edge of the square grey image.</param>
    /// <param name="classes">≥ 2.</param>
    /// <exception cref="NetworkShapeException">The image is pooled away, or the network is absurdly large.</exception>
    public static NetworkShape Infer(NetworkOptions options, int pixels, int classes)
    {
        ArgumentNullException.ThrowIfNull(options);
        long weights = 0, flops = 0;
        var (edge, channels) = (pixels, 1);
        for (var block = 0; block < options.ConvLayers; block++)
        {
            if (edge < 2)
            {
                throw new NetworkShapeException(
                    $"layer {(3 * block) + 2} (maxPooling2d of block {block + 1}) would pool {edge} × {edge} pixels of {pixels} × {pixels}; "
                    + $"use at most {block} convolution layers (model.convLayers) or larger images (dataset.slices.pixels)");
            }

            var filters = options.FiltersOf(block);
            weights += (9L * channels * filters) + filters;
            flops += 2L * 9 * channels * filters * edge * edge;
            (edge, channels) = (edge / 2, filters);
        }

        var features = checked(edge * edge * channels);
        long inputs = features;
        for (var layer = 0; layer <= options.DenseLayers; layer++)
        {
            var units = layer < options.DenseLayers ? options.UnitsOf(layer) : classes;
            weights += (inputs * units) + units;
            flops += 2 * inputs * units;
            inputs = units;
        }

        return weights <= MostWeights
            ? new NetworkShape(weights, flops, features)
            : throw new NetworkShapeException(
                $"{options.Name} on {pixels} × {pixels} pixels has {weights:N0} weights, {features:N0} features into the first dense layer; "
                + $"at most {MostWeights:N0} are allowed: use more convolution layers, fewer filters or fewer dense units");
    }
}
