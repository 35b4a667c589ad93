namespace Filler.Structures;

/// <summary>What a structure of fractal aggregates is made of.</summary>
/// <param name="BoxNm">Edge of the periodic cube in nm.</param>
/// <param name="VolumeFraction">Sum of sphere volumes over the box, in (0, 0.25].</param>
/// <param name="Particles">The primary particles.</param>
/// <param name="FractalDimension">Mass fractal dimension Df of one aggregate, 1.5 to 2.6.</param>
/// <param name="MeanAggregateSize">Mean number of primary particles per aggregate, 1 to 2000.</param>
/// <param name="AggregateSizeSigma">Standard deviation of ln(size) (log-normal), 0 to 1.5.</param>
/// <param name="AggregatesPerAgglomerate">How many aggregates gather around one point; 1 disperses them uniformly.</param>
/// <param name="AgglomerateRadiusNm">Root-mean-square distance in nm of an agglomerate's aggregates from its centre; without effect when
/// dispersed.</param>
/// <param name="Process">Other processes than <see cref="AggregateProcess.Tuned"/> take volume fraction, particles and mean size; the rest follows.</param>
public sealed record AggregateOptions(
    double BoxNm,
    double VolumeFraction,
    SpherePopulation Particles,
    double FractalDimension,
    double MeanAggregateSize,
    double AggregateSizeSigma,
    int AggregatesPerAgglomerate = 1,
    double AgglomerateRadiusNm = 0,
    AggregateProcess Process = AggregateProcess.Tuned)
{
    /// <summary>Above it branched aggregates leave one another no room to grow.</summary>
    public const double MaxVolumeFraction = 0.25;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Particles);
        Particles.Validate(BoxNm, VolumeFraction);
        Within("volumeFraction", VolumeFraction, 0, MaxVolumeFraction);
        Within("fractalDimension", FractalDimension, 1.5, 2.6);
        Within("meanAggregateSize", MeanAggregateSize, 1, 2000);
        Within("aggregateSizeSigma", AggregateSizeSigma, 0, 1.5);
        Within("aggregatesPerAgglomerate", AggregatesPerAgglomerate, 1, 1_000_000);
        if (AggregatesPerAgglomerate > 1) Within("agglomerateRadiusNm", AgglomerateRadiusNm, Particles.DiameterNm, BoxNm / 2);
    }

    private static void Within(string name, double value, double low, double high)
    {
        if (!(value >= low && value <= high)) throw new ArgumentException($"{name} is {value}: give a value from {low} to {high}.");
    }
}
