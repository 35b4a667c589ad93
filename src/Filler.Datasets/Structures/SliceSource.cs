using Filler.Slices;

namespace Filler.Datasets;

/// <summary>One structure, or one part of one, that images of one class and one split are cut from.</summary>
/// <param name="Provenance">One line for the dataset's manifest.</param>
public sealed record SliceSource(ISlicer Slicer, string Provenance);
