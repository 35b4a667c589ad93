using System.Numerics;

namespace Filler.Structures;

/// <summary>
/// A seeded stream of random numbers (xoshiro256**, Blackman and Vigna 2018, seeded by SplitMix64). Library generators take 32-bit seeds; one
/// dataset has more than 10⁵ images, each with a stream of its own, so that any number of threads cuts identical images: streams need 64 bits.
/// </summary>
public sealed class RandomStream
{
    private ulong s0, s1, s2, s3;

    /// <summary>A stream for one purpose: equal seed and path give equal numbers, on every platform.</summary>
    /// <param name="seed">The dataset's or structure's seed.</param>
    /// <param name="path">What the stream is for, e.g. class, split and image index; order matters.</param>
    public RandomStream(ulong seed, params ReadOnlySpan<ulong> path)
    {
        var state = seed;
        foreach (var part in path)
        {
            state = Mix(ref state) ^ (part * 0xD1342543DE82EF95UL);
        }

        s0 = Mix(ref state);
        s1 = Mix(ref state);
        s2 = Mix(ref state);
        s3 = Mix(ref state);
    }

    private RandomStream(ulong[] words) => (s0, s1, s2, s3) = (words[0], words[1], words[2], words[3]);

    /// <summary>The stream that goes on where <see cref="ToWords"/> was taken.</summary>
    internal static RandomStream From(ulong[] words) =>
        words.Length == 4 ? new RandomStream(words) : throw new ArgumentException($"{words.Length} words; a stream has 4", nameof(words));

    internal ulong[] ToWords() => [s0, s1, s2, s3];

    /// <summary>Uniform 64 bits.</summary>
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

    /// <summary>Uniform in [0, 1) with 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform integer in [0, <paramref name="exclusiveMax"/>).</summary>
    public int NextInt(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        return (int)(((UInt128)NextUInt64() * (ulong)exclusiveMax) >> 64);
    }

    /// <summary>Standard normal deviate (Marsaglia's polar method, without the spare: a stream's state is only its four words).</summary>
    public double NextNormal()
    {
        while (true)
        {
            var u = (2 * NextDouble()) - 1;
            var v = (2 * NextDouble()) - 1;
            var s = (u * u) + (v * v);
            if (s is > 0 and < 1) return u * Math.Sqrt(-2 * Math.Log(s) / s);
        }
    }

    private static ulong Mix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
