namespace Filler.Search;

/// <summary>A joint density over one group of parameters: an even mixture of product kernels around the observations and one wide prior.</summary>
internal sealed class ParzenEstimator
{
    // Watanabe, arXiv 2304.11127, section 3.3.3, and Optuna's multivariate rule: width 0.2 n^(-1/(d+4)), never below 1/min(100, n+1).
    private const double WidthAtOne = 0.2;
    private readonly IReadOnlyList<Parameter> group;
    private readonly Kernels[] kernels;
    private readonly int count;

    public ParzenEstimator(IReadOnlyList<Parameter> group, IReadOnlyList<Observation> observations)
    {
        this.group = group;
        var inside = observations.Where(o => group.All(p => o.Parameters.ContainsKey(p.Name))).ToList();
        count = inside.Count + 1;
        var width = Math.Max(WidthAtOne * Math.Pow(Math.Max(inside.Count, 1), -1.0 / (group.Count + 4)), 1.0 / Math.Min(100, inside.Count + 1));
        kernels = [.. group.Select(p => Kernels.Of(p, [.. inside.Select(o => o.Parameters[p.Name])], width))];
    }

    public ParameterValue[] Draw(SeededRandom random)
    {
        var kernel = (int)random.NextLong(count);
        return [.. kernels.Select(k => k.Draw(kernel, random))];
    }

    /// <summary>Logarithm of the density, by log-sum-exp over the kernels.</summary>
    public double LogDensity(ParameterValue[] values)
    {
        var sums = new double[count];
        for (var d = 0; d < group.Count; d++) kernels[d].AddLogDensities(values[d], sums);
        var most = sums.Max();
        var total = 0.0;
        foreach (var sum in sums) total += Math.Exp(sum - most);
        return most + Math.Log(total / count);
    }
}
