using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Filler.Api;

/// <summary>The seed's family C{n}F{m}, n blocks of 3×3 convolution, activation and 2×2 max pooling, then m dense layers and the class layer; or layer by layer.</summary>
public sealed record ModelSpec
{
    [AllowedValues("plain", "residual", "antiAliased", "rotationPooled")]
    [Description("What a block is. plain: 3×3 convolution, activation, 2×2 max pooling. residual: residual block, 2×2 max pooling; after the last, the mean of each channel. antiAliased: as plain, with blur before every second pixel is taken. rotationPooled: plain blocks see the image in four orientations, whose features are averaged.")]
    public string Family { get; init; } = "plain";

    [Description("The whole network but for the class layer, which is added; the other fields of model then do not count. Names and arguments are those of Keras.")]
    public IReadOnlyList<LayerSpec>? Layers { get; init; }

    [Range(1, 6)]
    [Description("Convolution blocks; each halves the image and doubles the filters.")]
    public int ConvLayers { get; init; } = 4;

    [Range(1, 512)]
    [Description("Filters of the first convolution.")]
    public int Filters { get; init; } = 32;

    [Range(1, 9)]
    [Description("Dense layers before the class layer.")]
    public int DenseLayers { get; init; } = 2;

    [Range(2, 8192)]
    [Description("Units of the first dense layer; they fall geometrically to a quarter at the last.")]
    public int DenseUnits { get; init; } = 1024;

    [Range(0, 0.95)]
    [Description("Dropout after each dense layer.")]
    public double Dropout { get; init; } = 0.5;

    [Description("For task: superResolution, the whole network; the other fields of model then do not count. Absent: its defaults.")]
    public GeneratorSpec? Generator { get; init; }

    [AllowedValues("relu", "leakyRelu", "elu", "gelu", "silu", "tanh")]
    public string Activation { get; init; } = "relu";
}
