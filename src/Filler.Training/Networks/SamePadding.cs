using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>Keras' padding "same": ⌈n / s⌉ pixels come out, and an odd pixel of padding goes to the bottom and the right.</summary>
internal static class SamePadding
{
    public static Tensor Pad(Tensor images, int reach, int strides, double value)
    {
        var edge = images.shape[2];
        var total = Math.Max((((edge + strides - 1) / strides) - 1) * strides + reach - edge, 0);
        var before = total / 2;
        return total == 0 ? images : nn.functional.pad(images, [before, total - before, before, total - before], value: value);
    }
}
