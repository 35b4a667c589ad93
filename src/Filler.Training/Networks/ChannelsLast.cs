using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>Images laid out pixel by pixel, all channels of a pixel side by side. Shapes stay N×C×H×W.</summary>
/// <remarks>
/// Convolutions take either layout at the same speed on a CPU and hand on the one they got; pooling and activations are vectorised over the
/// channels and several times faster in this one (bench/README.md, "Training").
/// </remarks>
internal static class ChannelsLast
{
    /// <param name="images">N×1×H×W. Both layouts are the same bytes, so only the strides tell which is meant, and they must be spelled out.</param>
    public static Tensor Of(Tensor images) => images.reshape(images.shape[0], images.shape[2], images.shape[3]).unsqueeze(-1).permute(0, 3, 1, 2);
}
