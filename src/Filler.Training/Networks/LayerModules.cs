using Filler.Api;
using Filler.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>A planned layer as a module. PyTorch's first weights; Keras' sizes, paddings and normalisation.</summary>
internal static class LayerModules
{
    public static Module<Tensor, Tensor> Create(PlannedLayer layer) => (layer.Kind, layer.Arguments) switch
    {
        (_, Conv2dSpec conv) => WithActivation(Padded(layer.Input.Channels, conv), conv.Activation),
        (_, SeparableConv2dSpec conv) => WithActivation(new SeparableConvolution(layer.Input.Channels, conv), conv.Activation),
        (_, ResidualSpec block) => new ResidualBlock(layer.Input.Channels, block),
        ("maxPooling2d", Pooling2dSpec pool) => new Pooling(pool, average: false),
        ("averagePooling2d", Pooling2dSpec pool) => new Pooling(pool, average: true),
        ("blurPooling2d", _) => new BlurPooling(layer.Input.Channels),
        ("globalAveragePooling2d", _) => new GlobalAverage(),
        (_, BatchNormalizationSpec norm) when layer.Input.IsFlat => BatchNorm1d(layer.Input.Channels, norm.Epsilon, 1 - norm.Momentum),
        (_, BatchNormalizationSpec norm) => BatchNorm2d(layer.Input.Channels, norm.Epsilon, 1 - norm.Momentum),
        (_, GroupNormalizationSpec norm) => new GroupNormalization(layer.Input.Channels, norm.Groups, norm.Epsilon),
        (_, ActivationSpec activation) => Activation(activation.Activation),
        (_, DropoutSpec dropout) => Dropout(dropout.Rate),
        ("flatten", _) => Flatten(),
        (_, DenseSpec dense) => WithActivation(new Dense(layer.Input.Channels, dense.Units, dense.UseBias), dense.Activation),
        (_, RotationsSpec turns) => new Orientations(turns.Count),
        (_, RotationPoolingSpec pooling) => new OrientationPooling(layer.Input.Orientations, pooling.Mode),
        (_, GeneratorLayer generator) => new Generator(generator),
        _ => throw new ArgumentException($"{layer.Kind} is no layer", nameof(layer)),
    };

    public static Module<Tensor, Tensor> Activation(string name) => name switch
    {
        "relu" => ReLU(),
        "leakyRelu" => LeakyReLU(0.01),
        "elu" => ELU(),
        "gelu" => GELU(),
        "silu" => SiLU(),
        "tanh" => Tanh(),
        _ => throw new ArgumentException($"activation '{name}' is unknown; use relu, leakyRelu, elu, gelu, silu or tanh", nameof(name)),
    };

    private static Module<Tensor, Tensor> Padded(int channels, Conv2dSpec conv)
    {
        var reach = ((conv.KernelSize - 1) * conv.DilationRate) + 1;
        // Equal padding on both sides is the convolution's own; the uneven kind needs a layer before it.
        var even = conv.Padding == "valid" || (conv.Strides == 1 && reach % 2 == 1);
        var padding = even && conv.Padding == "same" ? reach / 2 : 0;
        var module = new Convolution(channels, conv.Filters, conv.KernelSize, conv.Strides, padding, conv.DilationRate, conv.Groups, conv.UseBias);
        return even ? module : new PaddedSame(module, reach, conv.Strides);
    }

    private static Module<Tensor, Tensor> WithActivation(Module<Tensor, Tensor> module, string activation) =>
        activation == "linear" ? module : new Activated(module, Activation(activation));
}
