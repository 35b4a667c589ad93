namespace Filler.Structures.Tests;

/// <summary>One file that another program wrote, and what its own reader sees in it.</summary>
/// <param name="VoxelNm">0 where the file does not say.</param>
internal sealed record ForeignCase(string Name, string Path, string? Dataset, (int X, int Y, int Z) Size, (double X, double Y, double Z) VoxelNm, float[] Values);
