namespace Filler.Structures;

/// <summary>
/// All wave vectors of a periodic box up to a norm: those of the octant n_x, n_y, n_z ≥ 0, as rows of rising n_x, each standing for its mirror
/// images. Of ±k one is counted.
/// </summary>
internal sealed class WaveVectorRows
{
    /// <summary>Rows are padded to this many floats. A fixed number, so that sums are taken in the same order on every machine.</summary>
    public const int Lanes = 8;

    private readonly int[] vectorsIn;

    public WaveVectorRows(QShells shells)
    {
        Extent = (int)Math.Ceiling(shells.LatticeEnd / shells.Step);
        // What belongs to no shell (k = 0, padding, below the first) goes into one more, which nobody reads.
        var nowhere = (ushort)shells.Count;
        var (rows, shellOf, norms, images) = (new List<Row>(), new List<ushort>(), new List<double>(), new List<byte>());
        vectorsIn = new int[shells.Count + 1];
        for (var z = 0; z <= Extent; z++)
        {
            for (var y = 0; y <= Extent; y++)
            {
                var offset = shellOf.Count;
                for (var x = 0; x <= Extent; x++)
                {
                    var k = Math.Sqrt((x * x) + (y * y) + (z * z)) * shells.Step;
                    if (k >= shells.LatticeEnd) break;
                    var shell = x + y + z > 0 ? shells.IndexOf(k) : -1;
                    var mirrored = Mirrored(x, y, z);
                    shellOf.Add(shell < 0 ? nowhere : (ushort)shell);
                    norms.Add(shell < 0 ? double.PositiveInfinity : k);
                    images.Add(mirrored);
                    vectorsIn[shell < 0 ? nowhere : shell] += mirrored;
                }

                if (shellOf.Count == offset) continue;
                while (shellOf.Count % Lanes != 0)
                {
                    shellOf.Add(nowhere);
                    norms.Add(double.PositiveInfinity);
                    images.Add(0);
                }

                rows.Add(new Row(y, z, offset, shellOf.Count - offset));
            }
        }

        (Rows, ShellOf, Norm, Images) = ([.. rows], [.. shellOf], [.. norms], [.. images]);
    }

    /// <summary>One run of vectors (0, y, z), (1, y, z), …, padded to whole SIMD vectors.</summary>
    internal readonly record struct Row(int Y, int Z, int Offset, int Length);

    /// <summary>Largest n_x, n_y or n_z.</summary>
    public int Extent { get; }

    public Row[] Rows { get; }

    /// <summary>The shell of each entry; the number of shells where it belongs to none.</summary>
    public ushort[] ShellOf { get; }

    /// <summary>|k| in 1/nm; infinite where an entry belongs to no shell, so that it scatters nothing.</summary>
    public double[] Norm { get; }

    /// <summary>How many wave vectors (of ±k one) an entry stands for: 4, or 2 in a coordinate plane, or 1 on an axis.</summary>
    public byte[] Images { get; }

    /// <summary>Wave vectors in a shell; none above the lattice's end.</summary>
    public int VectorsIn(int shell) => vectorsIn[shell];

    private static byte Mirrored(int x, int y, int z) => ((x > 0 ? 1 : 0) + (y > 0 ? 1 : 0) + (z > 0 ? 1 : 0)) switch { 3 => 4, 2 => 2, _ => 1 };
}
