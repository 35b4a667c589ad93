using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Filler.Search;

/// <summary>Matérn's covariance of smoothness 5/2, k(r) = (1 + √5 r + 5/3 r²) exp(−√5 r) (Rasmussen and Williams 2006, equation 4.17).</summary>
internal static class Matern
{
    /// <summary>k and −2 dk/d(r²) = 5/3 (1 + √5 r) exp(−√5 r), from which both kinds of gradient follow by one product.</summary>
    /// <param name="squared">r², in length scales; −2 dk/d(r²), times the signal, afterwards.</param>
    /// <param name="values">k, times the signal.</param>
    /// <param name="signal">The covariance at distance 0.</param>
    public static void Fill(Span<double> squared, Span<double> values, double signal)
    {
        ref var slopes = ref MemoryMarshal.GetReference(squared);
        ref var covariances = ref MemoryMarshal.GetReference(values[..squared.Length]);
        var i = 0;
        for (; i <= squared.Length - 4; i += 4)
        {
            var (value, slope) = At(Vector256.LoadUnsafe(ref slopes, (nuint)i), signal);
            value.StoreUnsafe(ref covariances, (nuint)i);
            slope.StoreUnsafe(ref slopes, (nuint)i);
        }

        // The last few by the same operations, so that a value does not depend on its place.
        for (; i < squared.Length; i++)
        {
            var (value, slope) = At(Vector256.Create(squared[i]), signal);
            (values[i], squared[i]) = (value[0], slope[0]);
        }
    }

    private static (Vector256<double> Value, Vector256<double> Slope) At(Vector256<double> squared, double signal)
    {
        var r = Vector256.Sqrt(squared * 5);
        var decay = Exponential.OfNegative(-r) * signal;
        var linear = (r + Vector256<double>.One) * decay;
        return (linear + (squared * (5.0 / 3.0) * decay), linear * (5.0 / 3.0));
    }
}
