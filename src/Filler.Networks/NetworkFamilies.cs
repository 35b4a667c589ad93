using Filler.Api;

namespace Filler.Networks;

/// <summary>The families of <see cref="ModelSpec"/> as layers; a network given layer by layer stays as it is.</summary>
public static class NetworkFamilies
{
    /// <summary>All layers but the class layer.</summary>
    public static IReadOnlyList<LayerSpec> LayersOf(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Layers ?? [.. Convolutions(model), .. Dense(model)];
    }

    /// <summary><c>C4F2</c>, <c>C4F2 residual</c>, <c>12 layers</c>, or what is no network.</summary>
    public static string NameOf(ModelSpec model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return !model.IsNetwork ? HogSvmPlan.ShortName
            : model.Layers is { } layers ? $"{layers.Count} layers"
            : model.Kind == "plain" ? $"C{model.ConvLayers}F{model.DenseLayers}"
            : $"C{model.ConvLayers}F{model.DenseLayers} {model.Kind}";
    }

    /// <summary>Units of dense layer <paramref name="layer"/> (from 0): they fall geometrically to a quarter, as 1024 and 256 in the seed study.</summary>
    public static int UnitsOf(ModelSpec model, int layer)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.DenseLayers == 1 ? model.DenseUnits : Math.Max(2, (int)Math.Round(model.DenseUnits * Math.Pow(0.25, layer / (model.DenseLayers - 1.0))));
    }

    private static IEnumerable<LayerSpec> Convolutions(ModelSpec model)
    {
        if (model.Family == "rotationPooled") yield return new LayerSpec { Rotations = new RotationsSpec() };
        for (var block = 0; block < model.ConvLayers; block++)
        {
            foreach (var layer in Block(model, model.Filters << block)) yield return layer;
        }

        yield return model.Family == "residual" ? new LayerSpec { GlobalAveragePooling2d = new NoArgumentsSpec() } : new LayerSpec { Flatten = new NoArgumentsSpec() };
        if (model.Family == "rotationPooled") yield return new LayerSpec { RotationPooling = new RotationPoolingSpec() };
    }

    private static LayerSpec[] Block(ModelSpec model, int filters)
    {
        var convolution = new LayerSpec { Conv2d = new Conv2dSpec { Filters = filters, KernelSize = 3, Padding = "same" } };
        var activation = new LayerSpec { Activation = new ActivationSpec { Activation = model.Activation } };
        var pooling = new LayerSpec { MaxPooling2d = new Pooling2dSpec() };
        return model.Family switch
        {
            "residual" => [new LayerSpec { Residual = new ResidualSpec { Filters = filters, Activation = model.Activation } }, pooling],
            "antiAliased" =>
            [
                convolution, activation, new LayerSpec { MaxPooling2d = new Pooling2dSpec { Strides = 1, Padding = "same" } }, new LayerSpec { BlurPooling2d = new NoArgumentsSpec() },
            ],
            // Pooling first gives the same values wherever the activation rises monotonically, on a quarter of the pixels. gelu and silu dip
            // below zero: for them the order matters.
            _ => model.Activation is "gelu" or "silu" ? [convolution, activation, pooling] : [convolution, pooling, activation],
        };
    }

    private static IEnumerable<LayerSpec> Dense(ModelSpec model)
    {
        for (var layer = 0; layer < model.DenseLayers; layer++)
        {
            yield return new LayerSpec { Dense = new DenseSpec { Units = UnitsOf(model, layer) } };
            yield return new LayerSpec { Activation = new ActivationSpec { Activation = model.Activation } };
            if (model.Dropout > 0) yield return new LayerSpec { Dropout = new DropoutSpec { Rate = model.Dropout } };
        }
    }
}
