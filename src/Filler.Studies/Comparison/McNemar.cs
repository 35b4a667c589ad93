using MathNet.Numerics;

namespace Filler.Studies;

/// <summary>Whether two classifiers differ on the same images: McNemar's exact test, on the images that only one of them told right.</summary>
public static class McNemar
{
    /// <summary>
    /// Two-sided p: twice the smaller tail of the binomial of <paramref name="onlyFirst"/> + <paramref name="onlySecond"/> throws of a fair coin, at most 1.
    /// </summary>
    /// <param name="onlyFirst">Images told right by the first alone.</param>
    /// <param name="onlySecond">Images told right by the second alone.</param>
    /// <returns>1 where the two never disagree.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double Exact(int onlyFirst, int onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        var (least, throws) = (Math.Min(onlyFirst, onlySecond), onlyFirst + onlySecond);
        // P(X ≤ k) of n fair throws is the regularised incomplete beta function I½(n − k, k + 1).
        return least * 2 == throws ? 1 : Math.Min(1, 2 * SpecialFunctions.BetaRegularized(throws - least, least + 1, 0.5));
    }
}
