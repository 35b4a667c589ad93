using System.Runtime.InteropServices;

namespace Filler.Training;

/// <summary>How libtorch says that no memory is left; it has no error code of its own.</summary>
internal static class DeviceMemory
{
    // c10/cuda/CUDACachingAllocator.cpp; c10/core/impl/alloc_cpu.cpp on POSIX and elsewhere; cuBLAS and cuDNN on a full card.
    private static readonly string[] Words = ["out of memory", "can't allocate memory", "not enough memory", "CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED"];

    public static bool IsExhausted(Exception e) =>
        e is OutOfMemoryException || (e is ExternalException && Words.Any(w => e.Message.Contains(w, StringComparison.OrdinalIgnoreCase)));
}
