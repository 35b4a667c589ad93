namespace Filler.Structures;

/// <summary>
/// Shells of |k| that cover the measured points and the tails of their smearing. The lower ones are filled by all wave vectors of the box; those
/// above <see cref="LatticeEnd"/> by the distances of pairs.
/// </summary>
/// <remarks>
/// A random subset of directions is no substitute where S differs from 1: on the Ludox curve a structure reached χ²/dof = 1 on 48 vectors per shell
/// and 313 on 48 others, since it orders along the chosen directions only.
/// </remarks>
internal sealed class QShells
{
    private const double TailWidths = 3;

    // Of the lattice's end.
    private const double BlendFrom = 0.6;

    private readonly double[] edges;

    private QShells(double[] edges, double latticeEnd, double step)
    {
        this.edges = edges;
        LatticeEnd = latticeEnd;
        Step = step;
        OnLattice = Array.IndexOf(edges, latticeEnd);
        FirstOfPairs = OnLattice == Count ? Count : Enumerable.Range(0, OnLattice).FirstOrDefault(s => PairShare(s) > 0, OnLattice);
    }

    public int Count => edges.Length - 1;

    /// <summary>Distance of neighbouring wave vectors, 2π/L.</summary>
    public double Step { get; }

    /// <summary>q in 1/nm above which no wave vector is followed.</summary>
    public double LatticeEnd { get; }

    /// <summary>How many shells lie below <see cref="LatticeEnd"/>.</summary>
    public int OnLattice { get; }

    /// <summary>The first shell that pairs have a share in; <see cref="Count"/> where the lattice reaches to the last.</summary>
    public int FirstOfPairs { get; }

    public double Low(int shell) => edges[shell];

    public double High(int shell) => edges[shell + 1];

    public double Middle(int shell) => (edges[shell] + edges[shell + 1]) / 2;

    /// <summary>Mean of a function of q over the vectors that would fill a shell evenly: ever more, as q².</summary>
    public double Mean(int shell, Func<double, double> of)
    {
        const int Points = 9;
        double sum = 0, weights = 0;
        for (var i = 0; i < Points; i++)
        {
            var q = Low(shell) + ((i + 0.5) / Points * (High(shell) - Low(shell)));
            sum += q * q * of(q);
            weights += q * q;
        }

        return sum / weights;
    }

    /// <summary>How much of a shell's intensity is that of pairs: none low on the lattice, all above its end, ever more between.</summary>
    /// <remarks>
    /// What is beyond the pairs' reach ripples in q, and smearing takes ripples away, but not half of one: a sudden end left 4 % on the Ludox curve's peak.
    /// </remarks>
    public double PairShare(int shell)
    {
        var t = Math.Clamp((Middle(shell) - (BlendFrom * LatticeEnd)) / ((1 - BlendFrom) * LatticeEnd), 0, 1);
        return shell >= OnLattice ? 1 : t * t * (3 - (2 * t));
    }

    /// <summary>The shell that |k| falls into, or −1 below the first.</summary>
    public int IndexOf(double k)
    {
        var i = Array.BinarySearch(edges, k);
        return Math.Min(i >= 0 ? i : ~i - 1, Count - 1);
    }

    /// <param name="maxVectors">How many wave vectors (of each pair ±k one) may be followed; the lattice ends where they are used up.</param>
    public static QShells Cover(ScatteringCurve curve, double boxNm, int maxVectors)
    {
        var step = 2 * Math.PI / boxNm;
        var end = step * Math.Cbrt(maxVectors / (2 * Math.PI / 3));
        // The six vectors with |n| = 1 open the first shell; rounding must not drop them.
        var low = Math.Max(step * (1 - 1e-9), curve.Q[0] - (TailWidths * curve.QWidth[0]) - Spacing(curve, 0, step));
        var top = curve.Q[^1] + (TailWidths * curve.QWidth[^1]) + Spacing(curve, curve.Q.Length - 1, step);
        var edges = new List<double> { low };
        for (var i = 0; low < top;)
        {
            while (i < curve.Q.Length - 1 && curve.Q[i] < low) i++;
            var high = low + Spacing(curve, i, step);
            // At the lowest q a shell may fall between lattice points (|n|² = 7 is none): widen it until it holds one.
            while (!HoldsVector(low / step, high / step)) high += step / 8;
            edges.Add(low = high);
        }

        // The lattice ends with a whole shell, so that none is filled in part.
        return new QShells([.. edges], edges.LastOrDefault(e => e <= end, edges[0]), step);
    }

    private static bool HoldsVector(double low, double high)
    {
        for (var n2 = (int)Math.Ceiling(low * low); n2 < high * high; n2++)
        {
            // Legendre: all but 4^a (8b + 7) are sums of three squares.
            var rest = n2;
            while (rest % 4 == 0 && rest > 0) rest /= 4;
            if (rest > 0 && rest % 8 != 7) return true;
        }

        return false;
    }

    // Half the smearing resolves a Gaussian; without smearing the points' own spacing does. Below a third of a lattice step shells are empty.
    private static double Spacing(ScatteringCurve curve, int i, double step)
    {
        var neighbour = i > 0 ? curve.Q[i] - curve.Q[i - 1] : curve.Q[1] - curve.Q[0];
        return Math.Max(curve.QWidth[i] > 0 ? curve.QWidth[i] / 2 : neighbour, step / 3);
    }
}
