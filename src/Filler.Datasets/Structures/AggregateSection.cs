using Filler.Api;
using Filler.Structures;

namespace Filler.Datasets;

/// <summary>The manifest's aggregates in the words of the structure room.</summary>
internal static class AggregateSection
{
    /// <summary>The section with the preset's values where it has none of its own; without a preset, those of dispersed aggregates
    /// (endModifiedSbr).</summary>
    /// <remarks>The values, not the preset's name, are what a digest must follow: a corrected preset makes other structures.</remarks>
    public static AggregatesStructureSpec Filled(AggregatesStructureSpec spec)
    {
        var preset = Preset(spec);
        return spec with
        {
            VolumeFraction = spec.VolumeFraction ?? preset.VolumeFraction,
            DiameterNm = spec.DiameterNm ?? preset.Particles.DiameterNm,
            DiameterSigma = spec.DiameterSigma ?? preset.Particles.DiameterSigma,
            FractalDimension = spec.FractalDimension ?? preset.FractalDimension,
            MeanAggregateSize = spec.MeanAggregateSize ?? preset.MeanAggregateSize,
            AggregateSizeSigma = spec.AggregateSizeSigma ?? preset.AggregateSizeSigma,
            AggregatesPerAgglomerate = spec.AggregatesPerAgglomerate ?? preset.AggregatesPerAgglomerate,
            // Aggregates that a manifest lets gather do so as widely as the gathered rubber's, but no wider than the periodic box has room for.
            AgglomerateRadiusNm = spec.AgglomerateRadiusNm ?? Math.Min(AggregatePresets.NonModifiedSbr().AgglomerateRadiusNm, (spec.BoxNm ?? double.MaxValue) / 4),
        };
    }

    /// <param name="spec">With its box.</param>
    public static AggregateOptions Options(AggregatesStructureSpec spec)
    {
        var filled = Filled(spec);
        var box = filled.BoxNm ?? throw new ArgumentException("boxNm is missing: give the edge of the periodic box.");
        return new AggregateOptions(
            box,
            filled.VolumeFraction!.Value,
            new SpherePopulation(filled.DiameterNm!.Value, filled.DiameterSigma!.Value, Enum.Parse<SizeDistribution>(filled.SizeDistribution, ignoreCase: true)),
            filled.FractalDimension!.Value,
            filled.MeanAggregateSize!.Value,
            filled.AggregateSizeSigma!.Value,
            filled.AggregatesPerAgglomerate!.Value,
            filled.AgglomerateRadiusNm!.Value,
            Enum.Parse<AggregateProcess>(filled.Process, ignoreCase: true));
    }

    private static AggregateOptions Preset(AggregatesStructureSpec spec) => spec.Preset switch
    {
        "nonModifiedSbr" => AggregatePresets.NonModifiedSbr(),
        null or "endModifiedSbr" => AggregatePresets.EndModifiedSbr(),
        _ => throw new ArgumentException($"preset is '{spec.Preset}': use endModifiedSbr or nonModifiedSbr."),
    };
}
