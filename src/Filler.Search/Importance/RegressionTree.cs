namespace Filler.Search;

/// <summary>A binary tree of axis-parallel cuts, each the one that lowers the squared error most among random dimensions.</summary>
internal sealed class RegressionTree
{
    private const int LeastInLeaf = 2;
    private readonly int dimension;
    private readonly double cut;
    private readonly double mean;
    private readonly RegressionTree? below, above;

    private RegressionTree(double mean)
    {
        this.mean = mean;
    }

    private RegressionTree(int dimension, double cut, RegressionTree below, RegressionTree above)
    {
        (this.dimension, this.cut, this.below, this.above) = (dimension, cut, below, above);
    }

    public static RegressionTree Grow(double[][] features, double[] values, int[] sample, SeededRandom random)
    {
        var mean = sample.Average(i => values[i]);
        if (sample.Length < 2 * LeastInLeaf || BestCut(features, values, sample, random) is not { } best) return new RegressionTree(mean);
        return new RegressionTree(
            best.Dimension,
            best.Cut,
            Grow(features, values, [.. sample.Where(i => features[i][best.Dimension] <= best.Cut)], random),
            Grow(features, values, [.. sample.Where(i => features[i][best.Dimension] > best.Cut)], random));
    }

    public double Predict(double[] point)
    {
        var node = this;
        while (node.below is not null) node = point[node.dimension] <= node.cut ? node.below : node.above!;
        return node.mean;
    }

    private static (int Dimension, double Cut)? BestCut(double[][] features, double[] values, int[] sample, SeededRandom random)
    {
        (int Dimension, double Cut)? best = null;
        var total = sample.Sum(i => values[i]);
        // What cutting must beat: the score of leaving the sample whole.
        var most = (total * total / sample.Length) + 1e-12;
        for (var d = 0; d < features[0].Length; d++)
        {
            // Two thirds of the dimensions at each cut, so that trees differ.
            if (random.NextDouble() < 1.0 / 3) continue;
            var order = sample.OrderBy(i => features[i][d]).ToArray();
            var left = 0.0;
            for (var n = 1; n < order.Length; n++)
            {
                left += values[order[n - 1]];
                var (here, next) = (features[order[n - 1]][d], features[order[n]][d]);
                if (n < LeastInLeaf || order.Length - n < LeastInLeaf || here.Equals(next)) continue;
                var score = (left * left / n) + ((total - left) * (total - left) / (order.Length - n));
                if (score > most) (best, most) = ((d, (here + next) / 2), score);
            }
        }

        return best;
    }
}
