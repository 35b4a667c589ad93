using System.Numerics;

namespace Filler.Structures;

/// <summary>The structure factor S(q) of particle centres, from the wave vectors of the periodic box: exact for the periodic system.</summary>
/// <param name="Q">Mean |k| of each shell in 1/nm, rising; the lowest is 2π/L.</param>
/// <param name="Value">S: mean of |Σ exp(ik·r)|²/N over the shell's vectors; 1 for an ideal gas.</param>
/// <param name="Vectors">How many vectors each mean is over: its relative standard error is about 1/√(this).</param>
public sealed record StructureFactor(double[] Q, double[] Value, int[] Vectors)
{
    /// <summary>Shells of equal width from 2π/L to <paramref name="maxQ"/>; shells without a vector are left out.</summary>
    /// <param name="maxQ">Highest q in 1/nm, above 2π/L.</param>
    /// <param name="shells">Number of shells, at least 1.</param>
    /// <param name="maxVectors">Dense shells use a random subset of this many vectors, fixed by <paramref name="seed"/>.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public static StructureFactor Of(
        ParticleStructure structure, double maxQ, int shells, int maxVectors, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(structure);
        var step = 2 * Math.PI / structure.BoxNm;
        if (!(maxQ > step)) throw new ArgumentException($"maxQ is {maxQ}: the box of {structure.BoxNm} nm has no wave vector below {step:g4} 1/nm.");
        if (shells < 1 || maxVectors < 1) throw new ArgumentException($"shells ({shells}) and maxVectors ({maxVectors}) must be 1 or more.");
        var random = new RandomStream(seed, 3);
        var result = new List<(double Q, double S, int Vectors)>();
        var width = ((maxQ / step) - 1) / shells;
        for (var s = 0; s < shells; s++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // The first vectors have |n| = 1 exactly: rounding must not drop them.
            var vectors = WaveVectors.InShell(1 - 1e-9 + (s * width), 1 - 1e-9 + ((s + 1) * width), maxVectors, random);
            if (vectors.Count == 0) continue;
            var q = vectors.Average(n => step * Math.Sqrt((n.X * (double)n.X) + (n.Y * (double)n.Y) + (n.Z * (double)n.Z)));
            result.Add((q, vectors.Average(n => Power(structure, n, step)) / structure.Count, vectors.Count));
        }

        return new StructureFactor([.. result.Select(r => r.Q)], [.. result.Select(r => r.S)], [.. result.Select(r => r.Vectors)]);
    }

    /// <summary>|Σ exp(ik·r)|² for one lattice vector.</summary>
    private static double Power(ParticleStructure structure, (int X, int Y, int Z) n, double step)
    {
        var (kx, ky, kz) = (new Vector<double>(n.X * step), new Vector<double>(n.Y * step), new Vector<double>(n.Z * step));
        Vector<double> sines = default, cosines = default;
        var i = 0;
        for (; i <= structure.Count - Vector<double>.Count; i += Vector<double>.Count)
        {
            var phase = (kx * new Vector<double>(structure.X, i)) + (ky * new Vector<double>(structure.Y, i)) + (kz * new Vector<double>(structure.Z, i));
            var (sin, cos) = Vector.SinCos(phase);
            sines += sin;
            cosines += cos;
        }

        var (re, im) = (Vector.Sum(cosines), Vector.Sum(sines));
        for (; i < structure.Count; i++)
        {
            var (sin, cos) = Math.SinCos(step * ((n.X * structure.X[i]) + (n.Y * structure.Y[i]) + (n.Z * structure.Z[i])));
            re += cos;
            im += sin;
        }

        return (re * re) + (im * im);
    }
}
