using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Filler.Api;

/// <summary>What a coarse axis is: along x of each slice, of the fine pixels so many are one coarse pixel.</summary>
public sealed record SuperResolutionSpec
{
    [Range(2, 16)]
    [Description("Fine pixels to one coarse pixel: the distance of a stack's sections over its pixel's edge. It divides dataset.slices.pixels.")]
    public int Factor { get; init; } = 4;

    [AllowedValues("thin", "thick")]
    [Description("What a section shows of its spacing. thin: its middle alone, as in FIB-SEM, whose electrons come from the first nanometres below each milled face. thick: the mean of it, as serial sections in transmission.")]
    public string Section { get; init; } = "thin";
}
