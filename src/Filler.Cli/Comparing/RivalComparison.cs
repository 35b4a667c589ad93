using Filler.Api;
using Filler.Storage;
using Filler.Studies;

namespace Filler.Cli.Comparing;

/// <summary>The best trial against the next best configurations, for the report.</summary>
internal static class RivalComparison
{
    // Each further comparison costs the others power.
    private const int MostRivals = 10;

    /// <returns>The runner-up on validation first; empty where nothing can be compared.</returns>
    /// <exception cref="InvalidDataException">Stored answers are missing or damaged.</exception>
    public static async Task<IReadOnlyList<TrialComparison>> OfAsync(Study study, IReadOnlyList<Trial> trials, IBlobStore store, CancellationToken cancellationToken)
    {
        var best = trials.FirstOrDefault(t => t.Spec.Number == study.Status?.Best?.Trial);
        if (best is null || await StoredAnswers.ReadAsync(store, best, cancellationToken) is not { } first) return [];
        var metric = study.Spec.Objective.Metric;
        var rivals = trials
            .Where(t => t.Spec.Configuration != best.Spec.Configuration && t.Status.Result?.Evaluation?.Images == first.Images)
            .OrderBy(t => Metrics.ToCost(metric, t.Status.Result!.ValidationMetric)).ThenBy(t => t.Spec.Number)
            .DistinctBy(t => t.Spec.Configuration).Take(MostRivals);
        var others = new List<TrialAnswers>();
        foreach (var rival in rivals) others.Add((await StoredAnswers.ReadAsync(store, rival, cancellationToken))!);
        return TrialComparison.Of(first, others);
    }
}
