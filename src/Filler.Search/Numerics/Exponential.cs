using System.Runtime.Intrinsics;

namespace Filler.Search;

/// <summary>e^x of four numbers at once: reduced by multiples of ln 2 in two parts, then Taylor's polynomial (Muller, Elementary Functions, 3rd ed., section 11.1).</summary>
/// <remarks>Not the runtime's <c>Vector256.Exp</c>: that one fuses multiplications and additions where the processor can, and so differs between processors.</remarks>
internal static class Exponential
{
    private const double Log2E = 1.4426950408889634;

    // ln 2 = High + Low; High ends in enough zeros for its product with any exponent to be exact.
    private const double High = 6.93147180369123816490e-01;
    private const double Low = 1.90821492927058770002e-10;

    // Added to a number below 2^51, it leaves the nearest whole number in the lowest bits.
    private const double Rounder = 6755399441055744.0;
    private const double Least = -700;

    // 1/k!, k = 13 … 2: at |x| ≤ ln 2 / 2 the next term is below 5e-18.
    private static readonly double[] Inverses =
    [
        1 / 6227020800.0, 1 / 479001600.0, 1 / 39916800.0, 1 / 3628800.0, 1 / 362880.0, 1 / 40320.0, 1 / 5040.0, 1 / 720.0, 1 / 120.0, 1 / 24.0, 1 / 6.0, 1 / 2.0,
    ];

    /// <param name="x">At most 0; below −700, where e^x is nothing beside 1, it counts as −700.</param>
    /// <returns>Within two units of the last place.</returns>
    public static Vector256<double> OfNegative(Vector256<double> x)
    {
        x = Vector256.Max(x, Vector256.Create(Least));
        var shifted = (x * Log2E) + Vector256.Create(Rounder);
        var exponent = shifted - Vector256.Create(Rounder);
        var rest = x - (exponent * High) - (exponent * Low);
        var sum = Vector256.Create(Inverses[0]);
        for (var k = 1; k < Inverses.Length; k++) sum = (sum * rest) + Vector256.Create(Inverses[k]);
        sum = (((sum * rest) + Vector256<double>.One) * rest) + Vector256<double>.One;
        // 2^exponent by its bits: the bias, and the mantissa's 52 places.
        var power = Vector256.ShiftLeft(shifted.AsInt64() - Vector256.Create(Rounder).AsInt64() + Vector256.Create(1023L), 52).AsDouble();
        return sum * power;
    }
}
