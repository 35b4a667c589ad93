using System.Globalization;
using Filler.Api;

namespace Filler.Networks;

/// <summary>A network for images of one size and a number of classes, checked layer by layer: what it is and what it costs, before anything runs.</summary>
/// <param name="Name">For tables, e.g. <c>C4F2</c>.</param>
/// <param name="Layers">In order; the last is the class layer, whose outputs are logits.</param>
public sealed record NetworkPlan(string Name, int Pixels, int Classes, IReadOnlyList<PlannedLayer> Layers)
{
    // 5·10⁸ weights are 2 GB before gradients and moments.
    private const long MostWeights = 500_000_000;

    /// <summary>Trainable numbers.</summary>
    public long Weights => Layers.Sum(l => l.Weights);

    /// <summary>Multiplications and additions of one forward pass of one image; activations, normalisation and pooling left out.</summary>
    public long FlopsPerImage => Layers.Sum(l => l.Flops);

    /// <summary>What tables say of it.</summary>
    public ModelCost Cost => new(Name, Weights, FlopsPerImage);

    /// <param name="pixels">Edge of the square grey image.</param>
    /// <param name="classes">Outputs: ≥ 2 logits, or 1 for a regression.</param>
    /// <exception cref="NetworkShapeException">A layer cannot take its input, or the network is absurdly large.</exception>
    public static NetworkPlan Of(ModelSpec model, int pixels, int classes)
    {
        ArgumentNullException.ThrowIfNull(model);
        var name = NetworkFamilies.NameOf(model);
        var layers = new List<PlannedLayer>();
        var counts = new Dictionary<string, int>();
        var shape = new FeatureShape(1, pixels);
        foreach (var spec in NetworkFamilies.LayersOf(model))
        {
            var layer = Planned(spec, layers.Count, shape, counts, model.Layers is null);
            layers.Add(layer);
            shape = layer.Output;
        }

        layers.Add(ClassLayer(shape, layers.Count, classes));
        var plan = new NetworkPlan(name, pixels, classes, layers);
        if (plan.Weights <= MostWeights) return plan;
        var largest = layers.MaxBy(l => l.Weights)!;
        throw new NetworkShapeException(
            null,
            string.Create(CultureInfo.InvariantCulture, $"{name} on {pixels} × {pixels} pixels has {plan.Weights:N0} weights, {largest.Weights:N0} of them in {largest.Name}, whose input is {largest.Input}"),
            string.Create(CultureInfo.InvariantCulture, $"at most {MostWeights:N0} are allowed: pool more, or use fewer filters or dense units"));
    }

    private static PlannedLayer Planned(LayerSpec spec, int index, FeatureShape input, Dictionary<string, int> counts, bool preset)
    {
        var kinds = spec.Kinds();
        if (kinds.Count != 1)
        {
            throw new NetworkShapeException(
                index, $"model.layers[{index}] has {(kinds.Count == 0 ? "no kind" : $"{kinds.Count} kinds: {string.Join(", ", kinds.Select(k => k.Name))}")}", "give each layer one kind, e.g. conv2d");
        }

        var (kind, arguments) = kinds[0];
        var stem = kind switch { "conv2d" => "conv", "separableConv2d" => "separable", "batchNormalization" or "groupNormalization" => "norm", _ => kind };
        var name = $"{stem}{counts[stem] = counts.GetValueOrDefault(stem) + 1}";
        try
        {
            var (output, weights, flops) = kind switch
            {
                "blurPooling2d" => (LayerShapes.Blurred(input), 0, 0),
                "globalAveragePooling2d" => (LayerShapes.Averaged(input), 0, 0),
                "flatten" => (LayerShapes.Flattened(input), 0, 0),
                _ => LayerShapes.Of(arguments, input),
            };
            return new PlannedLayer(name, kind, arguments, input, output, weights, checked(flops * input.Orientations));
        }
        catch (LayerRefusedException e)
        {
            throw new NetworkShapeException(
                index,
                $"{(preset ? $"layer {index}" : $"model.layers[{index}]")} ({kind}) {e.Problem}; its input is {input}",
                preset ? "use fewer convolution layers (model.convLayers) or larger images (dataset.slices.pixels)" : e.Fix);
        }
        catch (OverflowException)
        {
            throw new NetworkShapeException(index, $"layer {index} ({kind}) is beyond all counting; its input is {input}", "pool more, or use fewer filters or dense units");
        }
    }

    private static PlannedLayer ClassLayer(FeatureShape input, int index, int classes)
    {
        const string place = "the class layer, which follows the last of model.layers,";
        if (!input.IsFlat) throw new NetworkShapeException(index - 1, $"{place} takes flat features; its input is {input}", "end with flatten: {} or globalAveragePooling2d: {}");
        if (input.Orientations > 1) throw new NetworkShapeException(index - 1, $"{place} sees {input.Orientations} orientations", "add rotationPooling: {} at the end or before the dense layers");
        var dense = new DenseSpec { Units = classes };
        var (output, weights, flops) = LayerShapes.Of(dense, input);
        return new PlannedLayer("classes", "dense", dense, input, output, weights, flops);
    }
}
