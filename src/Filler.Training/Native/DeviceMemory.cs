using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>What libtorch says and does where no memory is left; it has no error code of its own, and its binding no way to empty a card's cache.</summary>
internal static class DeviceMemory
{
    // c10/cuda/CUDACachingAllocator.cpp; c10/core/impl/alloc_cpu.cpp on POSIX and elsewhere; cuBLAS and cuDNN on a full card.
    private static readonly string[] Words = ["out of memory", "can't allocate memory", "not enough memory", "CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED"];

    // Of floats: four petabytes, more than any device has, less than the exabyte that libtorch takes for a mistake.
    private const long Impossible = 1L << 50;

    public static bool IsExhausted(Exception e) =>
        e is OutOfMemoryException || (e is ExternalException && Words.Any(w => e.Message.Contains(w, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Gives to other processes what libtorch keeps of a card for its next tensors, and no tensor holds.</summary>
    public static void EmptyCache(Device device)
    {
        if (device.type == DeviceType.CPU) return;
        try
        {
            // Before it refuses, the card's allocator gives up all that it keeps (CUDACachingAllocator.cpp, malloc: "Free all non-split cached blocks and retry").
            using var refused = empty(Impossible, device: device);
        }
        catch (Exception e) when (IsExhausted(e))
        {
            // As was meant.
        }
    }
}
