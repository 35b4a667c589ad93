namespace Filler.Datasets;

/// <summary>How far a build is.</summary>
/// <param name="StructuresDone">Structures finished, with the done share of those under way.</param>
/// <param name="Structures">All structures.</param>
/// <param name="ImagesDone">Images cut.</param>
/// <param name="Images">All images.</param>
public sealed record DatasetProgress(double StructuresDone, int Structures, long ImagesDone, long Images);
