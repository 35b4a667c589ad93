namespace Filler.Studies;

/// <summary>Two trials on the same evaluation images.</summary>
/// <param name="BothRight">Images that both told right.</param>
/// <param name="OnlyFirst">Images that only the first told right.</param>
/// <param name="OnlySecond">Images that only the second told right.</param>
/// <param name="BothWrong">Images that neither told right.</param>
/// <param name="P">McNemar's exact two-sided p.</param>
/// <param name="AdjustedP">The same with Holm's correction over all comparisons made together.</param>
public sealed record TrialComparison(int First, int Second, int BothRight, int OnlyFirst, int OnlySecond, int BothWrong, double P, double AdjustedP)
{
    /// <summary>At 5 %, over all comparisons together.</summary>
    public bool Differ => AdjustedP <= 0.05;

    /// <summary>The first against each of the others.</summary>
    /// <exception cref="ArgumentException">They did not answer to the same images.</exception>
    public static IReadOnlyList<TrialComparison> Of(TrialAnswers first, IReadOnlyList<TrialAnswers> others)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(others);
        var each = others.Select(other => Pair(first, other)).ToList();
        var adjusted = Holm.Adjust([.. each.Select(c => c.P)]);
        return [.. each.Select((c, i) => c with { AdjustedP = adjusted[i] })];
    }

    private static TrialComparison Pair(TrialAnswers first, TrialAnswers second)
    {
        if (first.Images != second.Images || first.Labels.Length != first.Predictions.Length || !first.Labels.AsSpan().SequenceEqual(second.Labels) || first.Predictions.Length != second.Predictions.Length)
        {
            throw new ArgumentException(
                $"trials {first.Trial} and {second.Trial} were evaluated on different images ({first.Predictions.Length} and {second.Predictions.Length}): only answers to the same images can be compared",
                nameof(second));
        }

        var counts = new int[4];
        for (var i = 0; i < first.Labels.Length; i++)
            counts[(first.Predictions[i] == first.Labels[i] ? 0 : 2) + (second.Predictions[i] == second.Labels[i] ? 0 : 1)]++;
        var p = McNemar.Exact(counts[1], counts[2]);
        return new TrialComparison(first.Trial, second.Trial, counts[0], counts[1], counts[2], counts[3], p, p);
    }
}
