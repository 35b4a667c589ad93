using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Filler.Api;

/// <summary>
/// The seed's family C{n}F{m}, n blocks of 3×3 convolution, activation and 2×2 max pooling, then m dense layers and the class layer; or layer by layer;
/// or no network but its classical rival.
/// </summary>
public sealed record ModelSpec
{
    /// <summary>The family that is no network.</summary>
    public const string HogSvmFamily = "hogSvm";

    [AllowedValues("plain", "residual", "antiAliased", "rotationPooled", HogSvmFamily)]
    [Description("What a block is; absent: plain, or hogSvm where that is given. plain: 3×3 convolution, activation, 2×2 max pooling. residual: residual block, 2×2 max pooling; after the last, the mean of each channel. antiAliased: as plain, with blur before every second pixel is taken. rotationPooled: plain blocks see the image in four orientations, whose features are averaged. hogSvm: no network, see there.")]
    public string? Family { get; init; }

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

    [Description("No network but a classical method to hold one against: histograms of oriented gradients (Dalal and Triggs 2005) and a linear support vector machine. The other fields of model then do not count, and of training only augment and testTimeAugmentation. Search model.family to try both.")]
    public HogSvmSpec? HogSvm { get; init; }

    /// <summary>The family that counts.</summary>
    [JsonIgnore]
    public string Kind => Family ?? (HogSvm is null ? "plain" : HogSvmFamily);

    [JsonIgnore]
    public bool IsNetwork => Kind != HogSvmFamily;

    /// <summary>The same model with only the fields that count, so that equal models are equal texts.</summary>
    public ModelSpec Counted() => IsNetwork ? this with { Family = Kind, HogSvm = null } : new ModelSpec { Family = Kind, HogSvm = HogSvm ?? new HogSvmSpec() };
}
