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
        for (var i = 0; i < b.Length; i++)
        {
            var row = rows[i];
            b[i] = (b[i] - Vectors.Dot(row.AsSpan(0, i), b[..i])) / row[i];
        }
    }

    /// <summary>b ← L⁻ᵀ b.</summary>
    public void SolveTransposedInPlace(Span<double> b)
    {
        for (var i = b.Length - 1; i >= 0; i--)
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
        // Column j of L⁻¹, from its diagonal down, as one contiguous array.
        var columns = new double[n][];
        for (var j = 0; j < n; j++)
        {
            var column = new double[n - j];
            column[0] = 1 / rows[j][j];
            for (var i = j + 1; i < n; i++)
            {
                var row = rows[i];
                column[i - j] = -Vectors.Dot(row.AsSpan(j, i - j), column.AsSpan(0, i - j)) / row[i];
            }

            columns[j] = column;
        }

        var inverse = new double[n][];
        for (var i = 0; i < n; i++)
        {
            inverse[i] = new double[i + 1];
            for (var j = 0; j <= i; j++) inverse[i][j] = Vectors.Dot(columns[i], columns[j].AsSpan(i - j));
        }

        return inverse;
    }
}
