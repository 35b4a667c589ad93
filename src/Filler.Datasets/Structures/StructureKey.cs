using Filler.Structures;

namespace Filler.Datasets;

/// <summary>Which structure: no two share a seed, so no structure serves two classes or two splits.</summary>
/// <param name="Class">Index of the class.</param>
/// <param name="Realisation">0, 1, … within the split.</param>
public readonly record struct StructureKey(int Class, SplitKind Split, int Realisation)
{
    // First word of every path of random numbers, so that structures and images never share one.
    private const ulong Structures = 1;
    private const ulong Images = 2;

    public ulong Seed(long datasetSeed) =>
        new RandomStream(unchecked((ulong)datasetSeed), Structures, (ulong)Class, (ulong)Split, (ulong)Realisation).NextUInt64();

    /// <summary>The numbers that one image's plane and noise are drawn from: they follow from its place in the dataset alone.</summary>
    /// <param name="image">0, 1, … within class and split.</param>
    internal static RandomStream ImageStream(long datasetSeed, int classIndex, SplitKind split, int image) =>
        new(unchecked((ulong)datasetSeed), Images, (ulong)classIndex, (ulong)split, (ulong)image);
}
