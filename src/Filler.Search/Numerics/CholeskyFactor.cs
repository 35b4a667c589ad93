using System.Runtime.Intrinsics;

namespace Filler.Search;

/// <summary>
/// The lower triangle L of A = L Lᵀ for a symmetric positive definite A, grown row by row: one more observation costs n² operations, not n³ (Golub and
/// Van Loan, Matrix Computations, 4th ed., section 4.2).
/// </summary>
internal sealed class CholeskyFactor
{
    // One array a row, each to its diagonal: every inner loop runs along contiguous memory.
    private readonly List<double[]> rows;

    public CholeskyFactor(int capacity) => rows = new List<double[]>(capacity);

    private CholeskyFactor(IEnumerable<double[]> rows) => this.rows = [.. rows];

    public int Size => rows.Count;

    /// <summary>A factor that grows apart from this one. The rows are shared: they are never written again.</summary>
    public CholeskyFactor Fork() => new(rows);

    /// <summary>The factor of the matrix, or null where it is not positive definite to working precision.</summary>
    /// <param name="lower">Row i holds the i + 1 elements up to the diagonal.</param>
    public static CholeskyFactor? Of(double[][] lower)
    {
        var factor = new CholeskyFactor(lower.Length);
        foreach (var row in lower)
        {
            if (!factor.TryAppend(row)) return null;
        }

        return factor;
    }

    /// <summary>Appends a row and column to A.</summary>
    /// <param name="row">The new row up to and with its diagonal: <see cref="Size"/> + 1 elements. Not kept.</param>
    /// <returns>False, and nothing appended, where the larger matrix is not positive definite.</returns>
    public bool TryAppend(ReadOnlySpan<double> row)
    {
        var n = rows.Count;
        var next = row[..(n + 1)].ToArray();
        SolveInPlace(next.AsSpan(0, n));
        var rest = next[n] - Vectors.Dot(next.AsSpan(0, n), next.AsSpan(0, n));
        // Of the diagonal, this much is rounding after n subtractions.
        if (!(rest > next[n] * 1e-14)) return false;
        next[n] = Math.Sqrt(rest);
        rows.Add(next);
        return true;
    }

    /// <summary>b ← L⁻¹ b for the first b.Length rows.</summary>
    public void SolveInPlace(Span<double> b)
    {
        var i = 0;
        // Four rows at a time: what they have in common first, then the triangle among them.
        for (; i <= b.Length - 4; i += 4)
        {
            var (r0, r1, r2, r3) = (rows[i], rows[i + 1], rows[i + 2], rows[i + 3]);
            var known = Vectors.Dots(r0, r1, r2, r3, b[..i]);
            var x0 = b[i] = (b[i] - known[0]) / r0[i];
            var x1 = b[i + 1] = (b[i + 1] - known[1] - (r1[i] * x0)) / r1[i + 1];
            var x2 = b[i + 2] = (b[i + 2] - known[2] - (r2[i] * x0) - (r2[i + 1] * x1)) / r2[i + 2];
            b[i + 3] = (b[i + 3] - known[3] - (r3[i] * x0) - (r3[i + 1] * x1) - (r3[i + 2] * x2)) / r3[i + 3];
        }

        for (; i < b.Length; i++)
        {
            var row = rows[i];
            b[i] = (b[i] - Vectors.Dot(row.AsSpan(0, i), b[..i])) / row[i];
        }
    }

    /// <summary>b ← L⁻ᵀ b.</summary>
    public void SolveTransposedInPlace(Span<double> b)
    {
        var end = b.Length;
        for (; end >= 4; end -= 4)
        {
            var i = end - 4;
            var (r0, r1, r2, r3) = (rows[i], rows[i + 1], rows[i + 2], rows[i + 3]);
            var x3 = b[i + 3] /= r3[i + 3];
            var x2 = b[i + 2] = (b[i + 2] - (r3[i + 2] * x3)) / r2[i + 2];
            var x1 = b[i + 1] = (b[i + 1] - (r3[i + 1] * x3) - (r2[i + 1] * x2)) / r1[i + 1];
            var x0 = b[i] = (b[i] - (r3[i] * x3) - (r2[i] * x2) - (r1[i] * x1)) / r0[i];
            Vectors.AddScaled(Vector256.Create(-x0, -x1, -x2, -x3), r0, r1, r2, r3, b[..i]);
        }

        for (var i = end - 1; i >= 0; i--)
        {
            var row = rows[i];
            b[i] /= row[i];
            Vectors.AddScaled(-b[i], row.AsSpan(0, i), b[..i]);
        }
    }

    /// <summary>L z.</summary>
    public double[] Multiply(ReadOnlySpan<double> z)
    {
        var product = new double[rows.Count];
        for (var i = 0; i < product.Length; i++) product[i] = Vectors.Dot(rows[i], z);
        return product;
    }

    /// <summary>ln det A.</summary>
    public double LogDeterminant()
    {
        var sum = 0.0;
        for (var i = 0; i < rows.Count; i++) sum += Math.Log(rows[i][i]);
        return 2 * sum;
    }

    /// <summary>The lower triangle of A⁻¹ = L⁻ᵀ L⁻¹; row i holds i + 1 elements.</summary>
    public double[][] Inverse()
    {
        var n = rows.Count;
        // Column j of L⁻¹, from its diagonal down, as one contiguous array of its own: n elements, zeros above the diagonal, so that four can go along one row.
        var columns = new double[n][];
        for (var j = 0; j < n; j++) columns[j] = new double[n];
        for (var i = 0; i < n; i++)
        {
            var row = rows[i];
            var j = 0;
            for (; j + 4 <= i; j += 4)
            {
                var sums = Vectors.Dots(columns[j].AsSpan(j), columns[j + 1].AsSpan(j), columns[j + 2].AsSpan(j), columns[j + 3].AsSpan(j), row.AsSpan(j, i - j));
                for (var c = 0; c < 4; c++) columns[j + c][i] = -sums[c] / row[i];
            }

            for (; j < i; j++) columns[j][i] = -Vectors.Dot(row.AsSpan(j, i - j), columns[j].AsSpan(j)) / row[i];
            columns[i][i] = 1 / row[i];
        }

        var inverse = new double[n][];
        for (var i = 0; i < n; i++)
        {
            inverse[i] = new double[i + 1];
            var below = columns[i].AsSpan(i);
            var j = 0;
            for (; j + 4 <= i + 1; j += 4)
            {
                var sums = Vectors.Dots(columns[j].AsSpan(i), columns[j + 1].AsSpan(i), columns[j + 2].AsSpan(i), columns[j + 3].AsSpan(i), below);
                for (var c = 0; c < 4; c++) inverse[i][j + c] = sums[c];
            }

            for (; j <= i; j++) inverse[i][j] = Vectors.Dot(below, columns[j].AsSpan(i));
        }

        return inverse;
    }
}
