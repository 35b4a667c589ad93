using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>Zhang (2019), "Making Convolutional Networks Shift-Invariant Again": binomial blur, then every second pixel; the border is mirrored.</summary>
internal sealed class BlurPooling : Module<Tensor, Tensor>
{
    private readonly int channels;

    public BlurPooling(int channels)
        : base("blurPooling2d")
    {
        this.channels = channels;
    }

    public override Tensor forward(Tensor input)
    {
        var line = tensor(new[] { 0.25f, 0.5f, 0.25f }, dtype: input.dtype, device: input.device);
        var kernel = line.outer(line).reshape(1, 1, 3, 3).expand(channels, 1, 3, 3).contiguous();
        return functional.conv2d(functional.pad(input, [1, 1, 1, 1], TorchSharp.PaddingModes.Reflect), kernel, strides: [2, 2], groups: channels);
    }
}
