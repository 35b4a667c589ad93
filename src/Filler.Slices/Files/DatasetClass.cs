namespace Filler.Slices;

/// <summary>One class of a dataset; its position in the list is its label.</summary>
/// <param name="Provenance">One line per structure that images were cut from: split, particles, volume fraction, quality of a fit.</param>
public sealed record DatasetClass(string Name, IReadOnlyList<string> Provenance);
