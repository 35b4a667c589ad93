using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Filler.Search;

/// <summary>Sums and products over spans, four doubles wide on every machine.</summary>
/// <remarks>A fixed width and no fused multiply-add: the order of a sum, and so its rounding, is the same on every processor, and with it every proposal.</remarks>
internal static class Vectors
{
    /// <summary>Σ aᵢ bᵢ.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref var pa = ref MemoryMarshal.GetReference(a);
        ref var pb = ref MemoryMarshal.GetReference(b);
        var n = a.Length;
        if (b.Length < n) throw new ArgumentException($"{b.Length} elements against {n}", nameof(b));
        // Four sums hide the latency of the addition.
        var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= n - 16; i += 16)
        {
            s0 += Load(ref pa, i) * Load(ref pb, i);
            s1 += Load(ref pa, i + 4) * Load(ref pb, i + 4);
            s2 += Load(ref pa, i + 8) * Load(ref pb, i + 8);
            s3 += Load(ref pa, i + 12) * Load(ref pb, i + 12);
        }

        for (; i <= n - 4; i += 4) s0 += Load(ref pa, i) * Load(ref pb, i);
        var sum = Vector256.Sum((s0 + s1) + (s2 + s3));
        for (; i < n; i++) sum += Unsafe.Add(ref pa, i) * Unsafe.Add(ref pb, i);
        return sum;
    }

    /// <summary>y ← y + a x.</summary>
    public static void AddScaled(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var py = ref MemoryMarshal.GetReference(y);
        var n = x.Length;
        if (y.Length < n) throw new ArgumentException($"{y.Length} elements against {n}", nameof(y));
        var wide = Vector256.Create(a);
        var i = 0;
        for (; i <= n - 4; i += 4) (Load(ref py, i) + (wide * Load(ref px, i))).StoreUnsafe(ref py, (nuint)i);
        for (; i < n; i++) Unsafe.Add(ref py, i) += a * Unsafe.Add(ref px, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ref double start, int offset) => Vector256.LoadUnsafe(ref start, (nuint)offset);
}
