namespace Filler.Training;

/// <summary>How a super-resolution's input is made from its truth, along x.</summary>
/// <param name="Factor">Fine pixels to one coarse pixel, ≥ 2.</param>
/// <param name="Thick">A section shows the mean over its spacing; else its middle alone.</param>
/// <param name="PixelNm">Edge of a fine pixel, for whoever uses the weights.</param>
public sealed record CoarseSections(int Factor, bool Thick, double PixelNm);
