using System.Numerics;

namespace Filler.Search;

/// <summary>Sobol's low-discrepancy sequence in up to 64 dimensions, any element at once, scrambled after Owen.</summary>
/// <remarks>
/// Scrambled by the hash of Laine and Karras, reversed bit by bit (Burley, J. Computer Graphics Techniques 9, 2020): each digit is flipped or not by a hash
/// of those before it, so the points stay a (t, s)-sequence and none of them lies on an edge of the cube.
/// </remarks>
internal sealed class SobolSequence
{
    private const int Bits = 32;
    private static readonly uint[][] Directions = [.. Enumerable.Range(0, JoeKuo.Dimensions.Length + 1).Select(DirectionsOf)];
    private readonly uint[]? keys;

    /// <param name="scramble">Chooses the scrambling; null: the plain sequence.</param>
    public SobolSequence(ulong? scramble)
    {
        if (scramble is not { } seed) return;
        var random = new SeededRandom(seed);
        keys = [.. Directions.Select(_ => (uint)random.NextUInt64())];
    }

    public static int MostDimensions => Directions.Length;

    /// <summary>Coordinate <paramref name="dimension"/>, from 0, of element <paramref name="index"/>, from 0; in [0, 1).</summary>
    public double At(uint index, int dimension)
    {
        var bits = 0u;
        for (var (rest, digit) = (index, 0); rest != 0; rest >>= 1, digit++)
        {
            if ((rest & 1) != 0) bits ^= Directions[dimension][digit];
        }

        return (keys is null ? bits : Scrambled(bits, keys[dimension])) / 4294967296.0;
    }

    private static uint Scrambled(uint bits, uint key)
    {
        var x = Reversed(bits) + key;
        x ^= x * 0x6c50b47cu;
        x ^= x * 0xb82f1e52u;
        x ^= x * 0xc7afe638u;
        x ^= x * 0x8d22f6e6u;
        return Reversed(x);
    }

    private static uint Reversed(uint x)
    {
        x = ((x & 0x55555555) << 1) | ((x >> 1) & 0x55555555);
        x = ((x & 0x33333333) << 2) | ((x >> 2) & 0x33333333);
        x = ((x & 0x0f0f0f0f) << 4) | ((x >> 4) & 0x0f0f0f0f);
        x = ((x & 0x00ff00ff) << 8) | ((x >> 8) & 0x00ff00ff);
        return BitOperations.RotateLeft(x, 16);
    }

    // Bratley and Fox, ACM Trans. Math. Software 14, 88 (1988), equation 2.
    private static uint[] DirectionsOf(int dimension)
    {
        var directions = new uint[Bits];
        if (dimension == 0)
        {
            for (var i = 0; i < Bits; i++) directions[i] = 1u << (Bits - 1 - i);
            return directions;
        }

        var (polynomial, initial) = JoeKuo.Dimensions[dimension - 1];
        var degree = initial.Length;
        for (var i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                directions[i] = (uint)initial[i] << (Bits - 1 - i);
                continue;
            }

            directions[i] = directions[i - degree] ^ (directions[i - degree] >> degree);
            for (var k = 1; k < degree; k++)
            {
                if (((polynomial >> (degree - k)) & 1) != 0) directions[i] ^= directions[i - k];
            }
        }

        return directions;
    }
}
