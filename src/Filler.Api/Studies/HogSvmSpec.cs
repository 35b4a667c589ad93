using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Filler.Api;

/// <summary>The classical rival of a network: histograms of oriented gradients (Dalal and Triggs 2005), told apart by a linear support vector machine.</summary>
public sealed record HogSvmSpec
{
    [Range(2, 128)]
    [Description("Edge of a cell, over which gradients are counted by direction.")]
    public int CellPixels { get; init; } = 8;

    [Range(1, 8)]
    [Description("Edge of a block in cells; cells are normalised by the blocks that they are in, which overlap.")]
    public int BlockCells { get; init; } = 2;

    [Range(2, 36)]
    [Description("Directions told apart, over half a turn.")]
    public int Orientations { get; init; } = 9;

    [Range(1e-6, 1e6)]
    [Description("What a training image on the wrong side costs, against the width of the margin: smaller is smoother.")]
    public double C { get; init; } = 1;
}
