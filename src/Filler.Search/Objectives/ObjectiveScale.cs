namespace Filler.Search;

/// <summary>The range that each objective has been seen in.</summary>
/// <param name="Best">The ideal point: each objective's lowest cost.</param>
/// <param name="Worst">Each objective's highest cost.</param>
public sealed record ObjectiveScale(IReadOnlyList<double> Best, IReadOnlyList<double> Worst)
{
    /// <summary>Over the vectors that are finite; all zero where there is none.</summary>
    public static ObjectiveScale Of(IEnumerable<IReadOnlyList<double>> costs, int objectives)
    {
        var finite = costs.Where(c => c.All(double.IsFinite)).ToList();
        if (finite.Count == 0) return new ObjectiveScale(new double[objectives], new double[objectives]);
        return new ObjectiveScale(
            [.. Enumerable.Range(0, objectives).Select(m => finite.Min(c => c[m]))],
            [.. Enumerable.Range(0, objectives).Select(m => finite.Max(c => c[m]))]);
    }

    /// <summary>0 at the best, 1 at the worst; 0 along an objective in which all are alike.</summary>
    public double[] ToUnit(IReadOnlyList<double> cost)
    {
        ArgumentNullException.ThrowIfNull(cost);
        return [.. cost.Select((c, m) => !double.IsFinite(c) ? double.NaN : Worst[m] > Best[m] ? (c - Best[m]) / (Worst[m] - Best[m]) : 0)];
    }
}
