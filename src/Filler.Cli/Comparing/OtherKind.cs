using Filler.Api;
using Filler.Networks;
using Filler.Storage;
using Filler.Studies;

namespace Filler.Cli.Comparing;

/// <summary>The best network against the best that is no network, where a study tried both: is the network worth it?</summary>
/// <param name="Network">The best network on validation, by its trial's name in tables.</param>
/// <param name="Rival">The other kind's best on validation, alike.</param>
/// <param name="Comparison">The network first.</param>
internal sealed record OtherKind(string Network, string Rival, TrialComparison Comparison)
{
    private int Images => Comparison.BothRight + Comparison.OnlyFirst + Comparison.OnlySecond + Comparison.BothWrong;

    /// <returns>Null where the study tried one kind only, or their answers are to different images.</returns>
    /// <exception cref="InvalidDataException">Stored answers are missing or damaged.</exception>
    public static async Task<OtherKind?> OfAsync(Study study, IReadOnlyList<Trial> trials, IBlobStore store, CancellationToken cancellationToken)
    {
        var metric = study.Spec.Objective.Metric;
        var ranked = trials.Where(t => t.Status.Result?.Evaluation is not null)
            .OrderBy(t => Metrics.ToCost(metric, t.Status.Result!.ValidationMetric)).ThenBy(t => t.Spec.Number).ToList();
        if (ranked.Find(t => t.Spec.Model.IsNetwork) is not { } network || ranked.Find(t => !t.Spec.Model.IsNetwork) is not { } rival) return null;
        if (network.Status.Result!.Evaluation!.Images != rival.Status.Result!.Evaluation!.Images) return null;
        var (first, second) = (await StoredAnswers.ReadAsync(store, network, cancellationToken), await StoredAnswers.ReadAsync(store, rival, cancellationToken));
        return new OtherKind(NetworkFamilies.NameOf(network.Spec.Model), NetworkFamilies.NameOf(rival.Spec.Model), TrialComparison.Of(first!, [second!])[0]);
    }

    /// <summary>For people.</summary>
    public string Sentence()
    {
        var c = Comparison;
        var verdict = !c.Differ ? "no difference is shown at 5 %, so the network is not shown to be worth it"
            : c.OnlyFirst > c.OnlySecond ? "the network is worth it"
            : "the network is worse than its classical rival";
        return $"Is the network worth it? On the same {Images:N0} evaluation images {Network} (trial {c.First}) is right in {Share(c.OnlyFirst)} % and {Rival} (trial {c.Second}) in {Share(c.OnlySecond)} %; "
            + $"{c.OnlyFirst:N0} only the network told right, {c.OnlySecond:N0} only its rival (McNemar's exact test, p {ComparisonText.P(c.P)}): {verdict}.";

        string Share(int alone) => Reports.Figures.Percent((c.BothRight + alone) / (double)Images);
    }
}
