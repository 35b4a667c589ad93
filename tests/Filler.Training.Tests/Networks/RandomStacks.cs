using Filler.Api;
using Filler.Structures;

namespace Filler.Training.Tests.Networks;

/// <summary>Lists of layers with arguments at random: most of them networks, some impossible.</summary>
internal static class RandomStacks
{
    private static readonly string[] Paddings = ["valid", "same"];

    public static IReadOnlyList<LayerSpec> Draw(ulong seed)
    {
        var stream = new RandomStream(seed);
        int Up(int most) => 1 + stream.NextInt(most);
        string Padding() => Paddings[stream.NextInt(2)];
        Pooling2dSpec Pool() => new() { PoolSize = Up(3), Strides = stream.NextInt(2) == 0 ? null : Up(3), Padding = Padding() };
        LayerSpec Layer() => stream.NextInt(10) switch
        {
            0 or 1 => new() { Conv2d = new Conv2dSpec { Filters = 2 * Up(3), KernelSize = Up(5), Strides = Up(3), Padding = Padding(), DilationRate = Up(2), UseBias = stream.NextInt(2) == 0, Activation = "relu" } },
            2 => new() { SeparableConv2d = new SeparableConv2dSpec { Filters = 2 * Up(3), KernelSize = Up(4), Strides = Up(2), Padding = Padding(), DepthMultiplier = Up(2) } },
            3 => new() { Residual = new ResidualSpec { Filters = 2 * Up(3), KernelSize = Up(4), Strides = Up(2) } },
            4 => new() { MaxPooling2d = Pool() },
            5 => new() { AveragePooling2d = Pool() },
            6 => new() { BlurPooling2d = new NoArgumentsSpec() },
            7 => new() { BatchNormalization = new BatchNormalizationSpec() },
            8 => new() { GroupNormalization = new GroupNormalizationSpec { Groups = Up(2) } },
            _ => new() { Dropout = new DropoutSpec { Rate = 0.3 } },
        };
        var layers = Enumerable.Range(0, Up(6)).Select(_ => Layer()).ToList();
        var turned = stream.NextInt(3) == 0;
        if (turned) layers.Insert(0, new LayerSpec { Rotations = new RotationsSpec { Count = 4 * Up(2) } });
        layers.Add(stream.NextInt(2) == 0 ? new LayerSpec { Flatten = new NoArgumentsSpec() } : new LayerSpec { GlobalAveragePooling2d = new NoArgumentsSpec() });
        if (turned) layers.Add(new LayerSpec { RotationPooling = new RotationPoolingSpec { Mode = stream.NextInt(2) == 0 ? "mean" : "max" } });
        if (stream.NextInt(2) == 0) layers.Add(new LayerSpec { Dense = new DenseSpec { Units = Up(9) } });
        return layers;
    }
}
