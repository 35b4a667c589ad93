namespace Filler.Structures;

/// <summary>
/// The two rubbers of Hagita, Tominaga and Sone, Polymer 135 (2018) 219: silica in styrene-butadiene rubber whose chain ends do or do not bind to
/// silica. The paper publishes positions from reverse Monte Carlo, not these numbers: each value below is assumed from what such aggregates
/// are known to be, and chosen so that the two differ at fields of 500 nm and more rather than in the primary particles.
/// </summary>
public static class AggregatePresets
{
    // Assumed: precipitated silica 15-30 nm wide, narrow; 0.15 by volume is a common tread compound.
    private static readonly SpherePopulation Silica = new(DiameterNm: 20, DiameterSigma: 0.12);
    private const double VolumeFraction = 0.15;

    /// <summary>End-modified: bound chains stop growth early; reaction-limited, dense, small aggregates (Df 2.0-2.3), well dispersed.</summary>
    public static AggregateOptions EndModifiedSbr(double boxNm = 2000) => new(
        boxNm, VolumeFraction, Silica, FractalDimension: 2.2, MeanAggregateSize: 15, AggregateSizeSigma: 0.5);

    /// <summary>Non-modified: diffusion-limited, branched, large aggregates (Df 1.8-2.1) that gather in agglomerates.</summary>
    public static AggregateOptions NonModifiedSbr(double boxNm = 2000) => new(
        boxNm, VolumeFraction, Silica, FractalDimension: 1.9, MeanAggregateSize: 100, AggregateSizeSigma: 0.6,
        AggregatesPerAgglomerate: 8, AgglomerateRadiusNm: 200);
}
