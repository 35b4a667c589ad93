using System.Numerics;

namespace Filler.Structures;

/// <summary>
/// Shells of wave vectors of a periodic box that cover the measured points and the tails of their smearing; each shell holds a fixed random subset.
/// </summary>
internal sealed class QShells
{
    private const double TailWidths = 3;

    private QShells(List<(double Low, double High, List<(int X, int Y, int Z)> Vectors)> shells, ScatteringCurve curve, double step)
    {
        Count = shells.Count;
        Start = new int[Count + 1];
        Vectors = new int[Count];
        for (var s = 0; s < Count; s++)
        {
            Vectors[s] = shells[s].Vectors.Count;
            var lanes = Vector<double>.Count;
            Start[s + 1] = Start[s] + ((Vectors[s] + lanes - 1) / lanes * lanes);
        }

        Padded = Start[Count];
        (X, Y, Z, Norm) = (new double[Padded], new double[Padded], new double[Padded], new double[Padded]);
        // Padding: a norm beyond every form factor's reach scatters nothing.
        Array.Fill(Norm, double.PositiveInfinity);
        var mean = new double[Count];
        for (var s = 0; s < Count; s++)
        {
            for (var v = 0; v < Vectors[s]; v++)
            {
                var (n, k) = (shells[s].Vectors[v], Start[s] + v);
                (X[k], Y[k], Z[k]) = (n.X * step, n.Y * step, n.Z * step);
                Norm[k] = Math.Sqrt((X[k] * X[k]) + (Y[k] * Y[k]) + (Z[k] * Z[k]));
                mean[s] += Norm[k] / Vectors[s];
            }
        }

        Smearing = new SmearingWeights(curve, mean, [.. shells.Select(s => s.Low)], [.. shells.Select(s => s.High)]);
    }

    public int Count { get; }

    /// <summary>First vector of each shell and, last, the number of padded vectors.</summary>
    public int[] Start { get; }

    /// <summary>How many vectors of each shell are real, not padding.</summary>
    public int[] Vectors { get; }

    public int Padded { get; }

    public double[] X { get; }

    public double[] Y { get; }

    public double[] Z { get; }

    public double[] Norm { get; }

    public SmearingWeights Smearing { get; }

    public static QShells Cover(ScatteringCurve curve, double boxNm, int vectorsPerShell, RandomStream random)
    {
        var step = 2 * Math.PI / boxNm;
        var shells = new List<(double Low, double High, List<(int X, int Y, int Z)> Vectors)>();
        var low = Math.Max(step * (1 - 1e-9), curve.Q[0] - (TailWidths * curve.QWidth[0]) - SpacingAt(curve, 0, step));
        var top = curve.Q[^1] + (TailWidths * curve.QWidth[^1]) + SpacingAt(curve, curve.Q.Length - 1, step);
        for (var i = 0; low < top;)
        {
            while (i < curve.Q.Length - 1 && curve.Q[i] < low) i++;
            var high = low + SpacingAt(curve, i, step);
            var vectors = WaveVectors.InShell(low / step, high / step, vectorsPerShell, random);
            // At the lowest q a shell may fall between lattice points: widen it until it holds one.
            while (vectors.Count == 0)
            {
                high += step / 4;
                vectors = WaveVectors.InShell(low / step, high / step, vectorsPerShell, random);
            }

            shells.Add((low, high, vectors));
            low = high;
        }

        return new QShells(shells, curve, step);
    }

    // Half the smearing resolves a Gaussian; without smearing the points' own spacing does. Below a third of a lattice step shells are empty.
    private static double SpacingAt(ScatteringCurve curve, int i, double step)
    {
        var neighbour = i > 0 ? curve.Q[i] - curve.Q[i - 1] : curve.Q.Length > 1 ? curve.Q[1] - curve.Q[0] : step;
        return Math.Max(curve.QWidth[i] > 0 ? curve.QWidth[i] / 2 : neighbour, step / 3);
    }
}
