using System.Runtime.Intrinsics.X86;

namespace Filler.Training;

/// <summary>Whether this processor multiplies numbers of 16 bits itself; where it does not, libtorch does it by 32-bit ones, slower than without.</summary>
internal static class Bfloat16
{
    // Intel's manual, CPUID leaf 7: AMX-BF16 is bit 22 of EDX in subleaf 0, AVX512-BF16 bit 5 of EAX in subleaf 1.
    public static bool IsFast => X86Base.IsSupported && X86Base.CpuId(0, 0).Eax >= 7
        && ((X86Base.CpuId(7, 0).Edx & (1 << 22)) != 0 || (X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0);
}
