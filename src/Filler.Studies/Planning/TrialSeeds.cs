using System.Buffers.Binary;
using System.Text;

namespace Filler.Studies;

/// <summary>Seeds from the study's identity and a trial's number: the same in every process, so that a decision taken twice is one decision.</summary>
internal static class TrialSeeds
{
    /// <summary>What the sampler draws from for this trial. <paramref name="draw"/> counts fresh draws after a repeated proposal.</summary>
    public static ulong OfProposal(string studyUid, long searchSeed, int number, int draw) => Hash(studyUid, searchSeed, number, draw + 1);

    /// <summary>Seed of weights, order of images and dropout. 53 bits: every reader of JSON keeps it exactly.</summary>
    public static long OfTraining(string studyUid, long searchSeed, int number) => (long)(Hash(studyUid, searchSeed, number, 0) >> 11);

    private static ulong Hash(string studyUid, long searchSeed, int number, int purpose)
    {
        // FNV-1a, 64 bits, over the text and the numbers; string.GetHashCode differs from process to process.
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(studyUid)) hash = (hash ^ b) * 1099511628211UL;
        Span<byte> numbers = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(numbers, searchSeed);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[8..], number);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[12..], purpose);
        foreach (var b in numbers) hash = (hash ^ b) * 1099511628211UL;

        // The finaliser of SplitMix64 (Steele, Lea, Flood 2014): FNV alone leaves neighbouring numbers with alike upper bits.
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }
}
