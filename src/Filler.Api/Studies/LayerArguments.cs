using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Filler.Api;

public sealed record Conv2dSpec
{
    [Required, Range(1, 8192)]
    public int Filters { get; init; }

    [Required, Range(1, 64)]
    [Description("Edge of the square kernel in pixels.")]
    public int KernelSize { get; init; }

    [Range(1, 64)]
    public int Strides { get; init; } = 1;

    [AllowedValues("valid", "same")]
    [Description("valid: no padding. same: as many pixels out as in, divided by strides and rounded up.")]
    public string Padding { get; init; } = "valid";

    [Range(1, 64)]
    public int DilationRate { get; init; } = 1;

    [Range(1, 8192)]
    [Description("Divides the input's channels and filters; each group of filters sees its group of channels.")]
    public int Groups { get; init; } = 1;

    [AllowedValues("linear", "relu", "leakyRelu", "elu", "gelu", "silu", "tanh")]
    public string Activation { get; init; } = "linear";

    public bool UseBias { get; init; } = true;
}

public sealed record SeparableConv2dSpec
{
    [Required, Range(1, 8192)]
    public int Filters { get; init; }

    [Required, Range(1, 64)]
    [Description("Edge of the square kernel in pixels.")]
    public int KernelSize { get; init; }

    [Range(1, 64)]
    public int Strides { get; init; } = 1;

    [AllowedValues("valid", "same")]
    public string Padding { get; init; } = "valid";

    [Range(1, 64)]
    [Description("Depthwise kernels for each channel.")]
    public int DepthMultiplier { get; init; } = 1;

    [AllowedValues("linear", "relu", "leakyRelu", "elu", "gelu", "silu", "tanh")]
    public string Activation { get; init; } = "linear";

    public bool UseBias { get; init; } = true;
}

public sealed record ResidualSpec
{
    [Required, Range(1, 8192)]
    public int Filters { get; init; }

    [Range(1, 64)]
    [Description("Edge of the square kernels in pixels; padding is same.")]
    public int KernelSize { get; init; } = 3;

    [Range(1, 64)]
    [Description("Of the first convolution; the shortcut gets a 1×1 convolution where strides or filters change the shape.")]
    public int Strides { get; init; } = 1;

    [AllowedValues("relu", "leakyRelu", "elu", "gelu", "silu", "tanh")]
    public string Activation { get; init; } = "relu";
}

public sealed record Pooling2dSpec
{
    [Range(1, 64)]
    [Description("Edge of the square window in pixels.")]
    public int PoolSize { get; init; } = 2;

    [Range(1, 64)]
    [Description("Absent: poolSize.")]
    public int? Strides { get; init; }

    [AllowedValues("valid", "same")]
    public string Padding { get; init; } = "valid";
}

public sealed record BatchNormalizationSpec
{
    [Range(0, 0.9999)]
    [Description("Share of the moving mean and variance that is kept at each step.")]
    public double Momentum { get; init; } = 0.99;

    [Range(1e-12, 1)]
    public double Epsilon { get; init; } = 1e-3;
}

public sealed record GroupNormalizationSpec
{
    [Range(1, 8192)]
    [Description("Divides the input's channels.")]
    public int Groups { get; init; } = 32;

    [Range(1e-12, 1)]
    public double Epsilon { get; init; } = 1e-3;
}

public sealed record ActivationSpec
{
    [AllowedValues("relu", "leakyRelu", "elu", "gelu", "silu", "tanh")]
    public string Activation { get; init; } = "relu";
}

public sealed record DropoutSpec
{
    [Required, Range(0, 0.95)]
    [Description("Share of the inputs that is set to 0.")]
    public double Rate { get; init; }
}

public sealed record DenseSpec
{
    [Required, Range(1, 8192)]
    public int Units { get; init; }

    [AllowedValues("linear", "relu", "leakyRelu", "elu", "gelu", "silu", "tanh")]
    public string Activation { get; init; } = "linear";

    public bool UseBias { get; init; } = true;
}

public sealed record RotationsSpec
{
    [Range(4, 8)]
    [Description("4: quarter turns; 8: quarter turns and their mirror images.")]
    public int Count { get; init; } = 4;
}

public sealed record RotationPoolingSpec
{
    [AllowedValues("mean", "max")]
    public string Mode { get; init; } = "mean";
}

/// <summary>A layer without arguments: <c>flatten: {}</c>.</summary>
public sealed record NoArgumentsSpec;
