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

    /// <summary>The sums of four vectors with one: its loads are shared, and no sum waits for another.</summary>
    public static Vector256<double> Dots(ReadOnlySpan<double> a0, ReadOnlySpan<double> a1, ReadOnlySpan<double> a2, ReadOnlySpan<double> a3, ReadOnlySpan<double> b)
    {
        var n = b.Length;
        if (a0.Length < n || a1.Length < n || a2.Length < n || a3.Length < n) throw new ArgumentException($"vectors shorter than {n} elements", nameof(b));
        ref var p0 = ref MemoryMarshal.GetReference(a0);
        ref var p1 = ref MemoryMarshal.GetReference(a1);
        ref var p2 = ref MemoryMarshal.GetReference(a2);
        ref var p3 = ref MemoryMarshal.GetReference(a3);
        ref var pb = ref MemoryMarshal.GetReference(b);
        var (s0, s1, s2, s3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= n - 4; i += 4)
        {
            var x = Load(ref pb, i);
            s0 += Load(ref p0, i) * x;
            s1 += Load(ref p1, i) * x;
            s2 += Load(ref p2, i) * x;
            s3 += Load(ref p3, i) * x;
        }

        var sums = Vector256.Create(Vector256.Sum(s0), Vector256.Sum(s1), Vector256.Sum(s2), Vector256.Sum(s3));
        for (; i < n; i++)
            sums += Vector256.Create(Unsafe.Add(ref p0, i), Unsafe.Add(ref p1, i), Unsafe.Add(ref p2, i), Unsafe.Add(ref p3, i)) * Unsafe.Add(ref pb, i);
        return sums;
    }

    /// <summary>y ← y + Σ aₖ xₖ, k = 0 … 3, in one pass over y.</summary>
    public static void AddScaled(Vector256<double> a, ReadOnlySpan<double> x0, ReadOnlySpan<double> x1, ReadOnlySpan<double> x2, ReadOnlySpan<double> x3, Span<double> y)
    {
        var n = y.Length;
        if (x0.Length < n || x1.Length < n || x2.Length < n || x3.Length < n) throw new ArgumentException($"vectors shorter than {n} elements", nameof(y));
        ref var p0 = ref MemoryMarshal.GetReference(x0);
        ref var p1 = ref MemoryMarshal.GetReference(x1);
        ref var p2 = ref MemoryMarshal.GetReference(x2);
        ref var p3 = ref MemoryMarshal.GetReference(x3);
        ref var py = ref MemoryMarshal.GetReference(y);
        var (a0, a1, a2, a3) = (Vector256.Create(a[0]), Vector256.Create(a[1]), Vector256.Create(a[2]), Vector256.Create(a[3]));
        var i = 0;
        for (; i <= n - 4; i += 4)
            (Load(ref py, i) + (((a0 * Load(ref p0, i)) + (a1 * Load(ref p1, i))) + ((a2 * Load(ref p2, i)) + (a3 * Load(ref p3, i))))).StoreUnsafe(ref py, (nuint)i);
        for (; i < n; i++) Unsafe.Add(ref py, i) += ((a[0] * Unsafe.Add(ref p0, i)) + (a[1] * Unsafe.Add(ref p1, i))) + ((a[2] * Unsafe.Add(ref p2, i)) + (a[3] * Unsafe.Add(ref p3, i)));
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

    /// <summary>y ← x y, element by element.</summary>
    public static void Multiply(ReadOnlySpan<double> x, Span<double> y)
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var py = ref MemoryMarshal.GetReference(y);
        var n = x.Length;
        if (y.Length < n) throw new ArgumentException($"{y.Length} elements against {n}", nameof(y));
        var i = 0;
        for (; i <= n - 4; i += 4) (Load(ref py, i) * Load(ref px, i)).StoreUnsafe(ref py, (nuint)i);
        for (; i < n; i++) Unsafe.Add(ref py, i) *= Unsafe.Add(ref px, i);
    }

    /// <summary>y ← y + (x − a)², element by element.</summary>
    public static void AddSquaredDistances(ReadOnlySpan<double> x, double a, Span<double> y)
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var py = ref MemoryMarshal.GetReference(y);
        var n = y.Length;
        if (x.Length < n) throw new ArgumentException($"{x.Length} elements against {n}", nameof(x));
        var wide = Vector256.Create(a);
        var i = 0;
        for (; i <= n - 4; i += 4)
        {
            var difference = Load(ref px, i) - wide;
            (Load(ref py, i) + (difference * difference)).StoreUnsafe(ref py, (nuint)i);
        }

        for (; i < n; i++) Unsafe.Add(ref py, i) += (Unsafe.Add(ref px, i) - a) * (Unsafe.Add(ref px, i) - a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ref double start, int offset) => Vector256.LoadUnsafe(ref start, (nuint)offset);
}
