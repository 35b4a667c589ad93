using System.ComponentModel;

namespace Filler.Api;

/// <summary>One layer of a network by Keras' name; exactly one is set.</summary>
public sealed record LayerSpec
{
    [Description("Convolution.")]
    public Conv2dSpec? Conv2d { get; init; }

    [Description("Depthwise convolution, then 1×1 convolution.")]
    public SeparableConv2dSpec? SeparableConv2d { get; init; }

    [Description("Two convolutions with a shortcut around them (He 2016): convolution, normalisation, activation, convolution, normalisation, sum, activation.")]
    public ResidualSpec? Residual { get; init; }

    public Pooling2dSpec? MaxPooling2d { get; init; }

    public Pooling2dSpec? AveragePooling2d { get; init; }

    [Description("Binomial blur (1, 2, 1), then every second pixel: pooling that shifts of the image pass through (Zhang 2019). Follows a pooling of strides 1.")]
    public NoArgumentsSpec? BlurPooling2d { get; init; }

    [Description("Mean of each channel over the image.")]
    public NoArgumentsSpec? GlobalAveragePooling2d { get; init; }

    public BatchNormalizationSpec? BatchNormalization { get; init; }

    public GroupNormalizationSpec? GroupNormalization { get; init; }

    public ActivationSpec? Activation { get; init; }

    public DropoutSpec? Dropout { get; init; }

    public NoArgumentsSpec? Flatten { get; init; }

    public DenseSpec? Dense { get; init; }

    [Description("The layers from here to rotationPooling see each image in several orientations.")]
    public RotationsSpec? Rotations { get; init; }

    [Description("One answer from those of all orientations: the network then cannot depend on the slice's direction.")]
    public RotationPoolingSpec? RotationPooling { get; init; }

    /// <summary>What is set, by manifest name; of a layer that is valid exactly one.</summary>
    public IReadOnlyList<(string Name, object Arguments)> Kinds()
    {
        (string Name, object? Arguments)[] all =
        [
            ("conv2d", Conv2d), ("separableConv2d", SeparableConv2d), ("residual", Residual), ("maxPooling2d", MaxPooling2d),
            ("averagePooling2d", AveragePooling2d), ("blurPooling2d", BlurPooling2d), ("globalAveragePooling2d", GlobalAveragePooling2d),
            ("batchNormalization", BatchNormalization), ("groupNormalization", GroupNormalization), ("activation", Activation), ("dropout", Dropout),
            ("flatten", Flatten), ("dense", Dense), ("rotations", Rotations), ("rotationPooling", RotationPooling),
        ];
        return [.. all.Where(k => k.Arguments is not null).Select(k => (k.Name, k.Arguments!))];
    }
}
