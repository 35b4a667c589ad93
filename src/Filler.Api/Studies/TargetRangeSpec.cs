using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Filler.Api;

/// <summary>A regression's structures along one of their parameters, which is also what the network has to read from their slices.</summary>
public sealed record TargetRangeSpec
{
    [Required]
    [AllowedValues("volumeFraction", "diameterNm", "diameterSigma", "fractalDimension", "meanAggregateSize", "aggregateSizeSigma", "agglomerateRadiusNm")]
    [Description("The field of structure.random or structure.aggregates that varies; each value is the target of its structures.")]
    public string Parameter { get; init; } = "";

    [Range(0, 1_000_000)]
    [Description("First value.")]
    public double Min { get; init; }

    [Range(0, 1_000_000)]
    [Description("Last value.")]
    public double Max { get; init; }

    [Range(2, 100)]
    [Description("How many values, evenly spaced; each becomes a class of its own, named after it.")]
    public int Count { get; init; } = 12;
}
