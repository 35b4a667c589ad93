namespace Filler.Structures;

/// <summary>
/// What a pair of spheres at a distance adds to each shell from the lattice's upper part on: F_i F_j times the mean of sin(qr)/(qr) over the shell's volume in
/// reciprocal space (Debye 1915), times a window that falls to zero at the reach.
/// </summary>
/// <remarks>
/// The window blurs S(q) over about 4/reach in q; shells are no wider there. A window from the middle of the reach on ends the sum without ripples where
/// g(r) has become 1, and keeps the resolution where it has not.
/// </remarks>
internal sealed class PairKernel
{
    // A bin is a tenth of a radian at the highest q of a measurement of spheres: beyond it their form factor has died.
    private const int Bins = 1024;

    private const double WindowFrom = 0.5;
    private readonly double windowFromNm;

    /// <param name="radii">The distinct radii in nm; amplitudes are relative to <paramref name="unit"/>.</param>
    public PairKernel(QShells shells, double[] radii, double unit, double reachNm)
    {
        (FirstShell, Count, ReachNm, Radii) = (shells.FirstOfPairs, shells.Count - shells.FirstOfPairs, reachNm, radii.Length);
        Padded = (Count + Block - 1) / Block * Block;
        windowFromNm = WindowFrom * reachNm;
        BinsPerNm = (float)(Bins / reachNm);
        Table = new float[(Bins + 1) * Padded];
        Uniform = new double[Count];
        Amplitudes = new float[radii.Length * Padded];
        for (var s = 0; s < Count; s++) Fill(s, shells, radii, unit);
    }

    /// <summary>Shells are worked on in blocks of this many; a fixed number, so that sums are equal on every machine.</summary>
    public static int Block => 16;

    public int FirstShell { get; }

    /// <summary>Shells from <see cref="FirstShell"/> to the last.</summary>
    public int Count { get; }

    /// <summary>Floats of a row of a table: <see cref="Count"/> and zeros up to whole blocks.</summary>
    public int Padded { get; }

    public double ReachNm { get; }

    /// <summary>How many radii there are.</summary>
    public int Radii { get; }

    public float BinsPerNm { get; }

    /// <summary>A row for each bin of distance.</summary>
    public float[] Table { get; }

    /// <summary>A row for each radius: the root of the mean of F² over a shell, with the sign of F in its middle.</summary>
    public float[] Amplitudes { get; }

    public ReadOnlySpan<float> AmplitudesOf(int radiusClass) => Amplitudes.AsSpan(radiusClass * Padded, Padded);

    /// <summary>∫ 4πr² of each column: what a uniform density of one sphere in each nm³ adds, and what is taken off.</summary>
    public double[] Uniform { get; }

    private void Fill(int s, QShells shells, double[] radii, double unit)
    {
        var (low, high) = (shells.Low(FirstShell + s), shells.High(FirstShell + s));
        var width = ReachNm / Bins;
        for (var b = 0; b < Bins; b++)
        {
            var r = (b + 0.5) * width;
            var value = Window(r) * MeanSinc(r, low, high);
            Table[(b * Padded) + s] = (float)value;
            Uniform[s] += 4 * Math.PI * r * r * width * value;
        }

        for (var c = 0; c < radii.Length; c++)
        {
            var root = Math.Sqrt(shells.Mean(FirstShell + s, q => SphereFormFactor.MeanSquare(q, [radii[c]])));
            Amplitudes[(c * Padded) + s] = (float)(Math.CopySign(root, SphereFormFactor.Amplitude((low + high) / 2, radii[c])) / unit);
        }
    }

    private double Window(double r) =>
        r <= windowFromNm ? 1 : (1 + Math.Cos(Math.PI * (r - windowFromNm) / (ReachNm - windowFromNm))) / 2;

    // ∫ q² sin(qr)/(qr) dq over ∫ q² dq.
    private static double MeanSinc(double r, double low, double high) =>
        3 * (Primitive(high, r) - Primitive(low, r)) / ((high * high * high) - (low * low * low));

    private static double Primitive(double q, double r) => (Math.Sin(q * r) - (q * r * Math.Cos(q * r))) / (r * r * r);
}
