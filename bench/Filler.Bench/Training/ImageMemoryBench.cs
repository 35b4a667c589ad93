using Filler.Training;
using static TorchSharp.torch;

namespace Filler.Bench;

/// <summary>Resident memory of a dataset once it stands on the CPU as a device.</summary>
internal static class ImageMemoryBench
{
    private const int Images = 16384;
    private const int Pixels = 128;

    public static void Run(TextWriter output)
    {
        LibTorch.Initialize();
        zeros(1).Dispose();
        var before = Resident();
        var set = NoiseImages.Of(Images, Pixels, 1);
        using var images = new DeviceImages(set, (127.5, 74), CPU);
        var after = Resident();
        GC.KeepAlive(set);
        output.WriteLine($"memory: {Images} images of {Pixels} px, the array that was read and the tensor that is trained on: {(after - before) / ((double)Images * Pixels * Pixels):0.00} bytes a pixel; aim 1");
    }

    private static long Resident()
    {
        GC.Collect();
        return Environment.WorkingSet;
    }
}
