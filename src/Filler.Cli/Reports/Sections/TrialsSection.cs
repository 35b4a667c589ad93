using System.Globalization;
using System.Text.Json.Nodes;
using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>Every trial as a table that sorts on a click.</summary>
internal static class TrialsSection
{
    public static Markup Write(ReportDocument report) => report.Records.Count == 0 ? Markup.Empty : Markup.Of($"""
        <section id="trials" aria-labelledby="trials-title">
          <h2 id="trials-title">Every trial</h2>
          <div class="scroll"><table class="trials" data-sortable>
            <thead><tr>{Markup.Join(Heads(report))}</tr></thead>
            <tbody>{Markup.Join(report.Records.Select(r => Row(report, r)))}</tbody>
          </table></div>
        </section>

        """);

    private static IEnumerable<Markup> Heads(ReportDocument report)
    {
        string[] names = ["Trial", "Phase", "Network", .. report.Parameters.Select(p => p.Label), "Epochs", Text.Capital(report.Objective.Label), "Evaluation", "Interval", "Time"];
        return names.Select(n => Markup.Of($"""<th scope="col"><button type="button">{n}</button></th>"""));
    }

    private static Markup Row(ReportDocument report, ReportTrial r)
    {
        var kind = report.Best?.Trial == r.Number ? "best" : report.Trust.Indistinguishable.Contains(r.Number) ? "rival" : "";
        return Markup.Of($"""
            <tr class="{kind}"><th scope="row" data-value="{r.Number}">{r.Number}</th><td><span class="phase {r.Phase.ToString().ToLowerInvariant()}" title="{r.Message}">{r.Phase.ToString()}</span>{Origin(r.ReusedFrom)}</td><td>{r.Architecture}</td>{Markup.Join(report.Parameters.Select(p => Parameter(r.Parameters.GetValueOrDefault(p.Path))))}{Number(r.Curve.Count, $"{r.Curve.Count}")}{Number(r.ValidationMetric, r.ValidationMetric is { } v ? Figures.Short(v) : "–")}{Evaluated(r)}{Number(r.Seconds, Figures.Duration(r.Seconds))}</tr>

            """);
    }

    private static Markup Evaluated(ReportTrial r) => r.R2 is { } r2
        ? Markup.Join([Number(r2, $"R² {r2:0.000}"), Number(r.Low, $"{r.Low:0.000}–{r.High:0.000}")])
        : r.Psnr is { } psnr ? Markup.Join([Number(psnr, $"{SuperResolutionWords.Ratio(psnr)} dB"), Number(r.Low, $"{r.Low:0.00}–{r.High:0.00}")])
        : Markup.Join([
            Number(r.Accuracy, r.Accuracy is { } a ? Figures.Percent(a) + " %" : "–"),
            Number(r.Low, r.Low is { } low ? Figures.Percent(new Interval(low, r.High!.Value)) : "–")]);

    private static Markup Origin(ReusedFrom? origin) =>
        origin is null ? Markup.Empty : Markup.Of($""" <span class="quiet">from {origin.Study}, trial {origin.Trial}</span>""");

    private static Markup Parameter(JsonValue? value) => value is not null && ParameterLines.Number(value) is { } number
        ? Number(number, Figures.Short(number))
        : Markup.Of($"<td>{ParameterText.Of(value)}</td>");

    private static Markup Number(double? value, string text) =>
        Markup.Of($"""<td class="number" data-value="{value?.ToString("R", CultureInfo.InvariantCulture)}">{Text.Tight(text)}</td>""");
}
