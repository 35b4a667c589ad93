using System.Numerics;

namespace Filler.Structures;

/// <summary>
/// All wave vectors of a periodic box up to a norm, as rows of rising n_x: along a row exp(ik·r) is one complex factor times a table, so that a
/// move needs no sine per vector. Of ±k one is kept.
/// </summary>
internal sealed class WaveVectorRows
{
    private static readonly int Lanes = Vector<float>.Count;

    private readonly int[] members, starts;

    public WaveVectorRows(QShells shells)
    {
        Extent = (int)Math.Ceiling(shells.LatticeEnd / shells.Step);
        var rows = new List<Row>();
        var shellOf = new List<int>();
        var norms = new List<double>();
        for (var z = -Extent; z <= Extent; z++)
        {
            for (var y = -Extent; y <= Extent; y++)
            {
                var offset = shellOf.Count;
                for (var x = 0; x <= Extent; x++)
                {
                    double n2 = (x * x) + (y * y) + (z * z);
                    if (Math.Sqrt(n2) * shells.Step >= shells.LatticeEnd) break;
                    var first = x > 0 || y > 0 || (y == 0 && z > 0);
                    var k = Math.Sqrt(n2) * shells.Step;
                    var shell = first ? shells.IndexOf(k) : -1;
                    shellOf.Add(shell);
                    norms.Add(shell < 0 ? double.PositiveInfinity : k);
                }

                if (shellOf.Count == offset) continue;
                while (shellOf.Count % Lanes != 0)
                {
                    shellOf.Add(-1);
                    norms.Add(double.PositiveInfinity);
                }

                rows.Add(new Row(y, z, offset, shellOf.Count - offset));
            }
        }

        (Rows, Norm) = ([.. rows], [.. norms]);
        var order = Enumerable.Range(0, shellOf.Count).Where(k => shellOf[k] >= 0).OrderBy(k => shellOf[k]).ToArray();
        members = order;
        starts = new int[shells.Count + 1];
        foreach (var k in order) starts[shellOf[k] + 1]++;
        for (var shell = 0; shell < shells.Count; shell++) starts[shell + 1] += starts[shell];
    }

    /// <summary>One run of vectors (0, y, z), (1, y, z), …, padded to whole SIMD vectors.</summary>
    internal readonly record struct Row(int Y, int Z, int Offset, int Length);

    /// <summary>Largest |n_x|, |n_y| or |n_z|.</summary>
    public int Extent { get; }

    public Row[] Rows { get; }

    /// <summary>|k| in 1/nm; infinite where a vector belongs to no shell, so that it scatters nothing.</summary>
    public double[] Norm { get; }

    /// <summary>Which vectors a shell has; none above the lattice's end.</summary>
    public ReadOnlySpan<int> MembersOf(int shell) => members.AsSpan(starts[shell]..starts[shell + 1]);
}
