namespace Filler.Search;

/// <summary>Matérn's covariance of smoothness 5/2, k(r) = (1 + √5 r + 5/3 r²) exp(−√5 r) (Rasmussen and Williams 2006, equation 4.17).</summary>
internal static class Matern
{
    private static readonly double RootFive = Math.Sqrt(5);

    /// <param name="squared">r², in length scales.</param>
    /// <returns>k and −2 dk/d(r²) = 5/3 (1 + √5 r) exp(−√5 r), from which both kinds of gradient follow by one product.</returns>
    public static (double Value, double Slope) At(double squared)
    {
        var r = RootFive * Math.Sqrt(squared);
        var decay = Math.Exp(-r);
        return ((1 + r + (5.0 / 3.0 * squared)) * decay, 5.0 / 3.0 * (1 + r) * decay);
    }
}
