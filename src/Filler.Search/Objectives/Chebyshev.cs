namespace Filler.Search;

/// <summary>
/// Several objectives as one, by the augmented weighted Chebyshev norm of ParEGO (Knowles, IEEE Trans. Evol. Comput. 10, 2006, equation 2): with other weights for
/// each proposal, any sampler of one objective finds its way to every part of the front, the concave ones too, which a weighted sum never reaches.
/// </summary>
public static class Chebyshev
{
    // ρ of the paper: lets no point win by one component alone while another is needlessly bad.
    private const double Augmentation = 0.05;

    /// <summary>Weights that sum to 1, each combination as likely as any other.</summary>
    /// <param name="objectives">How many, at least 1.</param>
    /// <param name="seed">Equal seeds, equal weights.</param>
    public static double[] Weights(int objectives, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(objectives, 1);
        var random = new SeededRandom(seed);
        // Exponential draws over their sum are uniform on the simplex.
        var draws = Enumerable.Range(0, objectives).Select(_ => -Math.Log(1 - random.NextDouble())).ToArray();
        var sum = draws.Sum();
        return sum > 0 ? [.. draws.Select(d => d / sum)] : [.. draws.Select(_ => 1.0 / objectives)];
    }

    /// <summary>The one cost; NaN where a component is not finite.</summary>
    /// <param name="unit">Costs on scales of their own, the best value seen 0 and the worst 1; see <see cref="ObjectiveScale"/>.</param>
    /// <param name="weights">As many.</param>
    public static double Of(IReadOnlyList<double> unit, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(weights);
        if (unit.Count != weights.Count) throw new ArgumentException($"{unit.Count} objectives and {weights.Count} weights", nameof(weights));
        var (most, sum) = (double.NegativeInfinity, 0.0);
        for (var m = 0; m < unit.Count; m++)
        {
            if (!double.IsFinite(unit[m])) return double.NaN;
            most = Math.Max(most, weights[m] * unit[m]);
            sum += weights[m] * unit[m];
        }

        return most + (Augmentation * sum);
    }
}
