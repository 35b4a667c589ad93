using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>Why trials failed, for people: each reason once.</summary>
internal static class Failures
{
    private const int MostReasons = 3;
    private const int MostTrials = 5;

    /// <summary><c>the loss became NaN (trials 3, 7)</c>, the most frequent first; empty where none failed.</summary>
    public static IEnumerable<string> Of(IEnumerable<(int Number, TrialPhase Phase, string? Message)> trials)
    {
        var reasons = trials.Where(t => t.Phase == TrialPhase.Failed)
            .GroupBy(t => t.Message is { Length: > 0 } message ? message.TrimEnd('.') : "no reason was told", StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Min(t => t.Number)).ToList();
        foreach (var reason in reasons.Take(MostReasons)) yield return $"{reason.Key} ({Numbers([.. reason.Select(t => t.Number).Order()])})";
        if (reasons.Count > MostReasons) yield return $"{reasons.Count - MostReasons} more reasons";
    }

    /// <summary><c>trial 3</c>, <c>trials 3, 7</c>, <c>trials 1, 2, 3, 4, 5, … (40)</c>.</summary>
    public static string Numbers(IReadOnlyList<int> numbers) =>
        $"trial{(numbers.Count == 1 ? "" : "s")} {string.Join(", ", numbers.Take(MostTrials))}{(numbers.Count > MostTrials ? $", … ({numbers.Count})" : "")}";
}
