namespace Filler.Search;

/// <summary>Bagged regression trees (Breiman 2001), small and seeded.</summary>
internal sealed class RegressionForest
{
    private const int Trees = 64;
    private readonly RegressionTree[] trees;

    private RegressionForest(RegressionTree[] trees)
    {
        this.trees = trees;
    }

    /// <param name="features">N points of equal length.</param>
    /// <param name="values">N values.</param>
    public static RegressionForest Grow(double[][] features, double[] values, SeededRandom random) =>
        new([.. Enumerable.Range(0, Trees).Select(_ =>
        {
            var sample = Enumerable.Range(0, values.Length).Select(_ => (int)random.NextLong(values.Length)).ToArray();
            return RegressionTree.Grow(features, values, sample, random);
        })]);

    public double Predict(double[] point) => trees.Average(t => t.Predict(point));
}
