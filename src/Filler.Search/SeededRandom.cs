using System.Numerics;

namespace Filler.Search;

/// <summary>xoshiro256** (Blackman and Vigna 2018) seeded by SplitMix64: all 64 bits of a trial's seed count, which library generators cut to 32.</summary>
internal sealed class SeededRandom
{
    private ulong s0, s1, s2, s3;

    public SeededRandom(ulong seed)
    {
        s0 = Mix(ref seed);
        s1 = Mix(ref seed);
        s2 = Mix(ref seed);
        s3 = Mix(ref seed);
    }

    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Uniform in [0, exclusiveMax).</summary>
    public long NextLong(long exclusiveMax) => (long)(((UInt128)NextUInt64() * (ulong)exclusiveMax) >> 64);

    /// <summary>Uniform in [0, exclusiveMax); 64 bits more than the bound has make the remainder's bias immeasurable.</summary>
    public BigInteger NextBelow(BigInteger exclusiveMax)
    {
        var drawn = BigInteger.Zero;
        for (var bits = exclusiveMax.GetBitLength() + 64; bits > 0; bits -= 64) drawn = (drawn << 64) | NextUInt64();
        return drawn % exclusiveMax;
    }

    private static ulong Mix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
