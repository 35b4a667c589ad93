using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>What is to be had for what: each further objective against the first, and the front as a table. The charts are drawn by the page's script.</summary>
internal static class FrontSection
{
    public static Markup Write(ReportDocument report) => report.Front is not { Points.Count: > 0 } front ? Markup.Empty : Markup.Of($"""
        <section id="front" aria-labelledby="front-title">
          <h2 id="front-title">The front</h2>
          <p class="answer">{Sentence(front)}</p>
          <div class="{(front.Objectives.Count == 2 ? "single" : "columns")}">{Markup.Join(Enumerable.Range(1, front.Objectives.Count - 1).Select(i => Chart(front, i)))}</div>
          <div class="scroll"><table class="trials" data-sortable>
            <thead><tr>{Markup.Join(Heads(report, front).Select(TrialsSection.Head))}</tr></thead>
            <tbody>{Markup.Join(front.Points.Select(p => Row(report, front, p)))}</tbody>
          </table></div>
        </section>

        """);

    private static string Sentence(ReportFront front) =>
        $"{Figures.Count(front.Count, "configuration")} {(front.Count == 1 ? "is" : "are")} beaten by no other one in {string.Join(" and ", front.Objectives.Select(o => o.Label))} together. "
        + $"They dominate {Figures.Percent(front.Hypervolume)} % of the box between the best and the worst values seen.";

    private static Markup Chart(ReportFront front, int index) => Markup.Of($"""
        <figure class="chart-figure"><h3>{Text.Capital(front.Objectives[0].Label)} against {front.Objectives[index].Label}</h3>
          <div class="chart" id="chart-front-{index}" data-front="{index}" role="img" aria-label="Scatter plot of {front.Objectives[0].Label} over {front.Objectives[index].Label}, the front marked"></div></figure>
        """);

    private static string[] Heads(ReportDocument report, ReportFront front) =>
        ["Trial", .. front.Objectives.Select(o => Text.Capital(o.Label)), .. report.Parameters.Select(p => p.Label)];

    private static Markup Row(ReportDocument report, ReportFront front, FrontPoint point) => Markup.Of($"""
        <tr><th scope="row" data-value="{point.Trial}">{point.Trial}</th>{Markup.Join(front.Objectives.Zip(point.Values, Cell))}{Markup.Join(report.Parameters.Select(p => Markup.Of($"<td>{ParameterText.Of(point.Parameters.GetValueOrDefault(p.Path))}</td>")))}</tr>
        """);

    private static Markup Cell(ReportFrontAxis axis, double value) =>
        Markup.Of($"""<td class="number" data-value="{value:R}">{Text.Tight(FrontLines.Value(axis.Metric, value))}</td>""");
}
