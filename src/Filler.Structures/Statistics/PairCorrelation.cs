namespace Filler.Structures;

/// <summary>The pair correlation function g(r): the density of neighbours at a distance over the mean density.</summary>
/// <param name="DistanceNm">Bin centres in nm.</param>
/// <param name="Value">g at each bin; 1 without correlation.</param>
public sealed record PairCorrelation(double[] DistanceNm, double[] Value)
{
    /// <summary>Counts centre-to-centre distances in bins of equal width.</summary>
    /// <param name="maxNm">Upper end of the last bin in nm, at most half the box.</param>
    /// <param name="bins">Number of bins, at least 1.</param>
    /// <exception cref="ArgumentException"><paramref name="maxNm"/> or <paramref name="bins"/> is out of range, or fewer than two
    /// particles.</exception>
    public static PairCorrelation Of(ParticleStructure structure, double maxNm, int bins, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(structure);
        if (bins < 1) throw new ArgumentException($"bins is {bins}: give at least 1.");
        if (structure.Count < 2) throw new ArgumentException($"A structure of {structure.Count} particles has no pairs.");
        var counts = new long[bins];
        var perNm = bins / maxNm;
        PeriodicPairs.ForEach(structure, maxNm, (_, _, d2) => counts[Math.Min((int)(Math.Sqrt(d2) * perNm), bins - 1)]++, cancellationToken);

        var width = maxNm / bins;
        var box = structure.BoxNm;
        // N(N−1)/2 pairs share the box evenly in an ideal gas of N particles: with N−1, not N, g tends to exactly 1.
        var pairsPerNm3 = structure.Count * (structure.Count - 1.0) / 2 / (box * box * box);
        var distance = new double[bins];
        var value = new double[bins];
        for (var b = 0; b < bins; b++)
        {
            distance[b] = (b + 0.5) * width;
            var shell = 4.0 / 3.0 * Math.PI * (Math.Pow((b + 1) * width, 3) - Math.Pow(b * width, 3));
            value[b] = counts[b] / (pairsPerNm3 * shell);
        }

        return new PairCorrelation(distance, value);
    }
}
