using Filler.Api;

namespace Filler.Networks;

/// <summary>What each layer makes of its input's shape, and what that costs.</summary>
/// <remarks>Sizes as in Keras: valid gives ⌊(n − k) / s⌋ + 1 pixels for a kernel that reaches over k, same gives ⌈n / s⌉.</remarks>
internal static class LayerShapes
{
    /// <returns>The output, trainable weights, and multiplications and additions for one orientation.</returns>
    /// <exception cref="LayerRefusedException">The layer cannot take this input.</exception>
    public static (FeatureShape Output, long Weights, long Flops) Of(object layer, FeatureShape input) => layer switch
    {
        Conv2dSpec conv => Convolution(conv, input),
        SeparableConv2dSpec conv => Separable(conv, input),
        ResidualSpec block => Residual(block, input),
        Pooling2dSpec pool => (Maps(input) with { Edge = Reached(input, pool.PoolSize, pool.Strides ?? pool.PoolSize, pool.Padding) }, 0, 0),
        BatchNormalizationSpec => (input, 2L * input.Channels, 0),
        GroupNormalizationSpec norm => (Divided(norm.Groups, "groups", input), 2L * input.Channels, 0),
        DenseSpec dense => Dense(dense, input),
        ActivationSpec or DropoutSpec => (input, 0, 0),
        RotationsSpec turns => (Turned(turns, input), 0, 0),
        RotationPoolingSpec => (Joined(input), 0, 0),
        _ => throw new ArgumentException($"{layer.GetType().Name} is no layer", nameof(layer)),
    };

    public static FeatureShape Blurred(FeatureShape input) =>
        Maps(input).Edge >= 2 ? input with { Edge = (input.Edge!.Value + 1) / 2 } : throw new LayerRefusedException("has no two pixels to blur", "remove the layer, or pool less before it");

    public static FeatureShape Averaged(FeatureShape input) => Maps(input) with { Edge = null };

    public static FeatureShape Flattened(FeatureShape input) =>
        input with { Edge = null, Channels = checked(Maps(input).Channels * input.Edge!.Value * input.Edge.Value) };

    private static (FeatureShape Output, long Weights, long Flops) Convolution(Conv2dSpec conv, FeatureShape input)
    {
        Divided(conv.Groups, "groups", input);
        if (conv.Filters % conv.Groups != 0) throw new LayerRefusedException($"has {conv.Filters} filters in {conv.Groups} groups", "make filters a multiple of groups");
        var reach = ((conv.KernelSize - 1) * conv.DilationRate) + 1;
        var output = input with { Channels = conv.Filters, Edge = Reached(input, reach, conv.Strides, conv.Padding) };
        var kernels = (long)conv.KernelSize * conv.KernelSize * (input.Channels / conv.Groups) * conv.Filters;
        return (output, kernels + (conv.UseBias ? conv.Filters : 0), 2 * kernels * Area(output));
    }

    private static (FeatureShape Output, long Weights, long Flops) Separable(SeparableConv2dSpec conv, FeatureShape input)
    {
        var between = checked(Maps(input).Channels * conv.DepthMultiplier);
        var output = input with { Channels = conv.Filters, Edge = Reached(input, conv.KernelSize, conv.Strides, conv.Padding) };
        var kernels = ((long)conv.KernelSize * conv.KernelSize * between) + ((long)between * conv.Filters);
        return (output, kernels + (conv.UseBias ? conv.Filters : 0), 2 * kernels * Area(output));
    }

    private static (FeatureShape Output, long Weights, long Flops) Residual(ResidualSpec block, FeatureShape input)
    {
        var output = input with { Channels = block.Filters, Edge = Reached(input, block.KernelSize, block.Strides, "same") };
        var kernel = (long)block.KernelSize * block.KernelSize;
        var kernels = (kernel * input.Channels * block.Filters) + (kernel * block.Filters * block.Filters);
        var normalisations = 4L * block.Filters;
        if (HasProjection(block, input))
        {
            kernels += (long)input.Channels * block.Filters;
            normalisations += 2L * block.Filters;
        }

        return (output, kernels + normalisations, 2 * kernels * Area(output));
    }

    /// <summary>Whether the shortcut needs a 1×1 convolution to fit.</summary>
    public static bool HasProjection(ResidualSpec block, FeatureShape input) => block.Strides != 1 || block.Filters != input.Channels;

    private static (FeatureShape Output, long Weights, long Flops) Dense(DenseSpec dense, FeatureShape input)
    {
        if (!input.IsFlat) throw new LayerRefusedException("takes flat features", "add flatten: {} or globalAveragePooling2d: {} before it");
        var matrix = (long)input.Channels * dense.Units;
        return (input with { Channels = dense.Units }, matrix + (dense.UseBias ? dense.Units : 0), 2 * matrix);
    }

    private static FeatureShape Turned(RotationsSpec turns, FeatureShape input) =>
        turns.Count is not (4 or 8) ? throw new LayerRefusedException($"has count {turns.Count}", "write count 4 or 8")
        : input.Orientations > 1 ? throw new LayerRefusedException("follows rotations that are not pooled yet", "add rotationPooling: {} before it, or remove it")
        : Maps(input) with { Orientations = turns.Count };

    private static FeatureShape Joined(FeatureShape input) =>
        input.Orientations > 1 ? input with { Orientations = 1 } : throw new LayerRefusedException("has no rotations before it", "add rotations: {} where the orientations begin, or remove it");

    private static int Reached(FeatureShape input, int reach, int strides, string padding)
    {
        var edge = Maps(input).Edge!.Value;
        if (padding == "same") return (edge + strides - 1) / strides;
        return edge >= reach
            ? ((edge - reach) / strides) + 1
            : throw new LayerRefusedException($"reaches over {reach} × {reach} pixels", "remove it, write padding: same, pool less before it, or use larger images (dataset.slices.pixels)");
    }

    private static FeatureShape Divided(int groups, string argument, FeatureShape input) =>
        input.Channels % groups == 0 ? input : throw new LayerRefusedException($"has {argument} {groups}, which do not divide {input.Channels} channels", $"write {argument} that divide {input.Channels}");

    private static FeatureShape Maps(FeatureShape input) =>
        !input.IsFlat ? input : throw new LayerRefusedException("takes images", "put it before flatten and globalAveragePooling2d");

    private static long Area(FeatureShape shape) => (long)shape.Edge!.Value * shape.Edge.Value;
}
