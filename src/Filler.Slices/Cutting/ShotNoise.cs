using Filler.Structures;

namespace Filler.Slices;

/// <summary>Poisson counts.</summary>
internal static class ShotNoise
{
    // Above it the normal distribution is within one part in a hundred of each probability that matters for a grey value.
    private const double NormalAbove = 50;

    public static double Draw(double mean, RandomStream stream)
    {
        if (!(mean > 0)) return 0;
        if (mean > NormalAbove) return Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * stream.NextNormal())));
        // Knuth, The Art of Computer Programming 2, section 3.4.1: uniform numbers multiplied until they fall below e^-mean.
        var (limit, product, count) = (Math.Exp(-mean), stream.NextDouble(), 0);
        for (; product > limit; count++) product *= stream.NextDouble();
        return count;
    }
}
