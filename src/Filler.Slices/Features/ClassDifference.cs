using Filler.Structures;

namespace Filler.Slices;

/// <summary>Whether two sets of images differ at all in what a person measures: energy distance with a permutation test.</summary>
/// <remarks>
/// Székely and Rizzo, InterStat 5 (2004): 2 E|X−Y| − E|X−X'| − E|Y−Y'| is 0 only for equal distributions; labels are exchanged to see what it is
/// without a difference. Images of one structure are alike, so a small p-value says that these structures differ.
/// </remarks>
public static class ClassDifference
{
    /// <param name="first">One vector of features an image.</param>
    /// <param name="second">As many features each.</param>
    /// <param name="permutations">The least p-value is one over this plus one.</param>
    public static (double Energy, double PValue) Test(IReadOnlyList<double[]> first, IReadOnlyList<double[]> second, ulong seed, int permutations = 999)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count < 2 || second.Count < 2) throw new ArgumentException("each class needs at least two images");
        var distance = Distances([.. first, .. second]);
        var order = Enumerable.Range(0, first.Count + second.Count).ToArray();
        var found = Energy(distance, order, first.Count);
        var random = new RandomStream(seed, 31);
        var atLeast = 0;
        for (var p = 0; p < permutations; p++)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                var j = random.NextInt(i + 1);
                (order[i], order[j]) = (order[j], order[i]);
            }

            // Equal but for rounding counts as at least: identical classes must not look different.
            if (Energy(distance, order, first.Count) >= found - 1e-12) atLeast++;
        }

        return (found, (atLeast + 1.0) / (permutations + 1));
    }

    private static double[,] Distances(double[][] vectors)
    {
        var (n, features) = (vectors.Length, vectors[0].Length);
        var scale = new double[features];
        for (var f = 0; f < features; f++)
        {
            var mean = vectors.Average(v => v[f]);
            var deviation = Math.Sqrt(vectors.Average(v => (v[f] - mean) * (v[f] - mean)));
            scale[f] = deviation > 0 ? 1 / deviation : 0;
        }

        var distance = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var sum = 0.0;
                for (var f = 0; f < features; f++) sum += Math.Pow((vectors[i][f] - vectors[j][f]) * scale[f], 2);
                distance[i, j] = distance[j, i] = Math.Sqrt(sum);
            }
        }

        return distance;
    }

    private static double Energy(double[,] distance, int[] order, int first)
    {
        double within1 = 0, within2 = 0, between = 0;
        var second = order.Length - first;
        for (var i = 0; i < order.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var d = distance[order[i], order[j]];
                if (i < first) within1 += d;
                else if (j >= first) within2 += d;
                else between += d;
            }
        }

        return (2 * between / ((double)first * second)) - (2 * within1 / ((double)first * first)) - (2 * within2 / ((double)second * second));
    }
}
