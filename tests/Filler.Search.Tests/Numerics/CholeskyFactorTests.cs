using CsCheck;

namespace Filler.Search.Tests.Numerics;

public class CholeskyFactorTests
{
    // A = L Lᵀ with L = (2; 6 1; −8 5 3): a textbook's example with a whole-number factor.
    private static readonly double[][] Lower = [[4], [12, 37], [-16, -43, 98]];

    [Fact]
    public void A_published_factor()
    {
        var factor = CholeskyFactor.Of(Lower)!;

        Assert.Equal([2, 6, -8], factor.Multiply([1, 0, 0]));
        Assert.Equal([0, 1, 5], factor.Multiply([0, 1, 0]));
        Assert.Equal([0, 0, 3], factor.Multiply([0, 0, 1]));
        Assert.Equal(Math.Log(36), factor.LogDeterminant(), 1e-12);
    }

    [Fact]
    public void Its_inverse()
    {
        double[][] expected = [[1777.0 / 36], [-488.0 / 36, 136.0 / 36], [76.0 / 36, -20.0 / 36, 4.0 / 36]];
        var inverse = CholeskyFactor.Of(Lower)!.Inverse();

        foreach (var (row, found) in expected.Zip(inverse))
            Assert.All(row.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    [Fact]
    public void An_indefinite_matrix_has_none() => Assert.Null(CholeskyFactor.Of([[1], [2, 1]]));

    [Fact]
    public void A_row_that_does_not_fit_changes_nothing()
    {
        var factor = CholeskyFactor.Of([[1.0]])!;

        Assert.False(factor.TryAppend([2, 1]));
        Assert.True(factor.TryAppend([0.5, 1]));
        Assert.Equal(2, factor.Size);
    }

    [Fact]
    public void Forks_grow_apart()
    {
        var factor = CholeskyFactor.Of([[4.0]])!;
        var fork = factor.Fork();
        Assert.True(fork.TryAppend([2, 5]));

        Assert.Equal((1, 2), (factor.Size, fork.Size));
        Assert.Equal(Math.Log(4), factor.LogDeterminant(), 1e-14);
    }

    [Fact]
    public void Solutions_solve() =>
        Gen.Double[-1, 1].Array[40 * 40].Select(Gen.Double[-5, 5].Array[40]).Sample((b, x) =>
        {
            // B Bᵀ + I is positive definite.
            var a = Enumerable.Range(0, 40).Select(i => Enumerable.Range(0, 40).Select(j => Enumerable.Range(0, 40).Sum(k => b[(i * 40) + k] * b[(j * 40) + k]) + (i == j ? 1 : 0)).ToArray()).ToArray();
            var right = a.Select(row => row.Zip(x).Sum(p => p.First * p.Second)).ToArray();
            var factor = CholeskyFactor.Of([.. a.Select((row, i) => row[..(i + 1)])])!;

            factor.SolveInPlace(right);
            factor.SolveTransposedInPlace(right);

            Assert.All(right.Zip(x), pair => Assert.Equal(pair.Second, pair.First, 1e-8));
        },
        iter: 50);
}
