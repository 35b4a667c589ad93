namespace Filler.Training;

/// <summary>One seed for each epoch of a trial: the order of images, dropout and augmentation of an epoch need nothing from the epochs before.</summary>
internal static class EpochSeeds
{
    /// <param name="epoch">From 1; 0 is that of the first weights.</param>
    public static long Of(long seed, int epoch)
    {
        // SplitMix64's finaliser: neighbouring epochs and seeds get unrelated streams.
        var z = (ulong)seed + (0x9E3779B97F4A7C15UL * ((ulong)epoch + 1));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (long)((z ^ (z >> 31)) >> 1);
    }
}
