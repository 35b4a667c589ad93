using CsCheck;
using Numbers = Filler.Search.Vectors;

namespace Filler.Search.Tests.Numerics;

public class VectorsTests
{
    // Lengths around the width of a processor's vectors; each sum against the plain loop.
    private static readonly Gen<double[][]> Five = Gen.Int[0, 37].SelectMany(n => Gen.Double[-1, 1].Array[n].Array[5]);

    [Fact]
    public void Four_sums_at_once_are_the_sums_one_by_one() => Five.Sample(v =>
    {
        var sums = Numbers.Dots(v[0], v[1], v[2], v[3], v[4]);

        for (var k = 0; k < 4; k++) Assert.Equal(v[k].Zip(v[4], (a, b) => a * b).Sum(), sums[k], 1e-13);
    });

    [Fact]
    public void Four_steps_at_once_are_the_steps_one_by_one() => Five.Sample(v =>
    {
        double[] expected = [.. v[4].Select((y, i) => y + (0.5 * v[0][i]) - (2 * v[1][i]) + (3 * v[2][i]) - v[3][i])];

        Numbers.AddScaled(System.Runtime.Intrinsics.Vector256.Create(0.5, -2, 3, -1), v[0], v[1], v[2], v[3], v[4]);

        Assert.All(expected.Zip(v[4]), p => Assert.Equal(p.First, p.Second, 1e-13));
    });

    [Fact]
    public void Products_and_squared_distances_go_element_by_element() => Five.Sample(v =>
    {
        double[] product = [.. v[1]], squares = [.. v[3]];

        Numbers.Multiply(v[0], product);
        Numbers.AddSquaredDistances(v[2], 0.25, squares);

        Assert.All(product.Select((p, i) => p - (v[0][i] * v[1][i])), d => Assert.Equal(0, d, 1e-15));
        Assert.All(squares.Select((s, i) => s - v[3][i] - Math.Pow(v[2][i] - 0.25, 2)), d => Assert.Equal(0, d, 1e-14));
    });
}
