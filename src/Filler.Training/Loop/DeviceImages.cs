using Filler.Slices;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>One split on the device, a byte a pixel; a batch becomes float when it is drawn.</summary>
internal sealed class DeviceImages : IDisposable
{
    private readonly Tensor images;
    private readonly Tensor labels;
    private readonly double mean;
    private readonly double deviation;

    /// <param name="grey">Mean and deviation of the training images' grey values (0–255).</param>
    public DeviceImages(ImageSet set, (double Mean, double Deviation) grey, Device device)
    {
        Count = set.Count;
        Pixels = set.Pixels;
        Labels = set.Labels;
        (mean, deviation) = grey;
        using var scope = NewDisposeScope();
        // On the CPU the tensor is the array itself: a byte a pixel in all.
        images = frombuffer(set.Images, ScalarType.Byte).reshape(set.Count, 1, set.Pixels, set.Pixels).to(device).MoveToOuterDisposeScope();
        labels = tensor(Array.ConvertAll(set.Labels, l => (long)l), dtype: ScalarType.Int64).to(device).MoveToOuterDisposeScope();
    }

    public int Count { get; }

    public int Pixels { get; }

    public byte[] Labels { get; }

    /// <summary>The images of these indices, standardised, N×1×P×P, and their labels.</summary>
    public (Tensor Images, Tensor Labels) Batch(Tensor indices) =>
        (images.index_select(0, indices).to(ScalarType.Float32).sub_(mean).div_(deviation), labels.index_select(0, indices));

    /// <summary>Images <paramref name="from"/> to <paramref name="to"/> in order.</summary>
    public (Tensor Images, Tensor Labels) Range(int from, int to) =>
        (images.slice(0, from, to, 1).to(ScalarType.Float32).sub_(mean).div_(deviation), labels.slice(0, from, to, 1));

    /// <summary>Mean and standard deviation of the grey values; a constant set has deviation 1.</summary>
    public static (double Mean, double Deviation) Grey(ImageSet set)
    {
        var histogram = new long[256];
        foreach (var value in set.Images) histogram[value]++;
        double n = set.Images.Length;
        var mean = Enumerable.Range(0, 256).Sum(v => v * (double)histogram[v]) / n;
        var variance = Enumerable.Range(0, 256).Sum(v => (v - mean) * (v - mean) * histogram[v]) / n;
        return (mean, variance > 0 ? Math.Sqrt(variance) : 1);
    }

    public void Dispose()
    {
        images.Dispose();
        labels.Dispose();
    }
}
