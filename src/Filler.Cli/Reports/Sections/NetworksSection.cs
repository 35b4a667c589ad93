namespace Filler.Cli.Reports;

/// <summary>Which network: the best trial of each, with its cost.</summary>
internal static class NetworksSection
{
    // Families and layer lists can make hundreds; the table of trials has them all.
    private const int Most = 30;

    public static Markup Write(ReportDocument report) => report.Networks.Count == 0 ? Markup.Empty : Markup.Of($"""
        <section id="networks" aria-labelledby="networks-title">
          <h2 id="networks-title">Which network?</h2>
          <div class="scroll"><table class="trials" data-sortable>
            <caption class="quiet">{Caption(report)}</caption>
            <thead><tr>{Markup.Join(Heads(report).Select(TrialsSection.Head))}</tr></thead>
            <tbody>{Markup.Join(report.Networks.Take(Most).Select(n => Row(report, n)))}</tbody>
          </table></div>
        </section>

        """);

    private static string Caption(ReportDocument report) =>
        $"Of each network the trial that is best on validation, {(report.Networks.Count > Most ? $"the best {Most} of {report.Networks.Count:N0} networks" : "the best network first")}; ≈ not distinguishable from the best on the evaluation slices";

    private static string[] Heads(ReportDocument report) =>
        ["Network", "Finished trials", "Best trial", Text.Capital(report.Objective.Label), "Evaluation", "Interval", "Weights", "Operations per image"];

    private static Markup Row(ReportDocument report, ReportNetwork network)
    {
        var best = report.Records.First(r => r.Number == network.Trials[0]);
        return Markup.Of($"""
            <tr class="{TrialsSection.Kind(report, best.Number)}"><th scope="row">{network.Architecture}</th>{TrialsSection.Number(network.Trials.Count, $"{network.Trials.Count}")}{TrialsSection.Number(best.Number, $"{best.Number}")}{TrialsSection.Number(best.ValidationMetric, Figures.Short(best.ValidationMetric!.Value))}{TrialsSection.Evaluated(best)}{TrialsSection.Number(best.Weights, best.Weights is { } w ? $"{w:N0}" : "–")}{TrialsSection.Number(best.FlopsPerImage, best.FlopsPerImage is { } f ? Figures.Magnitude(f) : "–")}</tr>
            """);
    }
}
