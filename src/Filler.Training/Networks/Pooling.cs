using Filler.Api;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Filler.Training;

/// <summary>Maximum or mean of each window; padded pixels count in neither.</summary>
internal sealed class Pooling(Pooling2dSpec options, bool average) : Module<Tensor, Tensor>(average ? "averagePooling2d" : "maxPooling2d")
{
    private readonly int strides = options.Strides ?? options.PoolSize;

    public override Tensor forward(Tensor input)
    {
        if (options.Padding == "valid") return Pool(input);
        if (!average) return Pool(SamePadding.Pad(input, options.PoolSize, strides, double.NegativeInfinity));
        using var quiet = no_grad();
        var inside = Pool(SamePadding.Pad(ones(1, 1, input.shape[2], input.shape[3], dtype: input.dtype, device: input.device), options.PoolSize, strides, 0));
        quiet.Dispose();
        return Pool(SamePadding.Pad(input, options.PoolSize, strides, 0)) / inside;
    }

    private Tensor Pool(Tensor input) =>
        average ? functional.avg_pool2d(input, options.PoolSize, strides) : functional.max_pool2d(input, options.PoolSize, strides);
}
