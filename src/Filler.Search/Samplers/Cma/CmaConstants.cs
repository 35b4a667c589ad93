namespace Filler.Search;

/// <summary>The strategy's constants for n dimensions and λ points a generation (Hansen, "The CMA Evolution Strategy: A Tutorial", arXiv 1604.00772, table 1).</summary>
internal sealed class CmaConstants
{
    public CmaConstants(int dimensions, int population)
    {
        var n = (double)dimensions;
        Population = population;
        var raw = Enumerable.Range(1, population).Select(i => Math.Log((population + 1) / 2.0) - Math.Log(i)).ToArray();
        var positive = raw.Where(w => w > 0).ToArray();
        var negative = raw.Where(w => w < 0).ToArray();
        Effective = positive.Sum() * positive.Sum() / positive.Sum(w => w * w);
        var effectiveNegative = negative.Sum() * negative.Sum() / negative.Sum(w => w * w);
        PathRate = (4 + (Effective / n)) / (n + 4 + (2 * Effective / n));
        StepPathRate = (Effective + 2) / (n + Effective + 5);
        Damping = 1 + (2 * Math.Max(0, Math.Sqrt((Effective - 1) / (n + 1)) - 1)) + StepPathRate;
        RankOne = 2 / (((n + 1.3) * (n + 1.3)) + Effective);
        RankMany = Math.Min(1 - RankOne, 2 * (0.25 + Effective + (1 / Effective) - 2) / (((n + 2) * (n + 2)) + Effective));
        ExpectedNorm = Math.Sqrt(n) * (1 - (1 / (4 * n)) + (1 / (21 * n * n)));
        var limit = Math.Min(1 + (RankOne / RankMany), Math.Min(1 + (2 * effectiveNegative / (Effective + 2)), (1 - RankOne - RankMany) / (n * RankMany)));
        Weights = [.. raw.Select(w => w >= 0 ? w / positive.Sum() : w * limit / -negative.Sum())];
    }

    /// <summary>λ.</summary>
    public int Population { get; }

    /// <summary>wᵢ, best first; those of the worse half negative (active adaptation). The positive ones add up to 1.</summary>
    public double[] Weights { get; }

    /// <summary>μ_eff.</summary>
    public double Effective { get; }

    /// <summary>c_c.</summary>
    public double PathRate { get; }

    /// <summary>c_σ.</summary>
    public double StepPathRate { get; }

    /// <summary>d_σ.</summary>
    public double Damping { get; }

    /// <summary>c₁.</summary>
    public double RankOne { get; }

    /// <summary>c_μ.</summary>
    public double RankMany { get; }

    /// <summary>E‖N(0, I)‖.</summary>
    public double ExpectedNorm { get; }

    public static int DefaultPopulation(int dimensions) => 4 + (int)(3 * Math.Log(dimensions));
}
