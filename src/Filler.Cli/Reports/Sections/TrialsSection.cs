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
            <thead><tr>{Markup.Join(Heads(report).Select(Head))}</tr></thead>
            <tbody>{Markup.Join(report.Records.Select(r => Row(report, r)))}</tbody>
          </table></div>
        </section>

        """);

    /// <summary>A column's head that sorts the table.</summary>
    public static Markup Head(string name) => Markup.Of($"""<th scope="col"><button type="button">{name}</button></th>""");

    private static string[] Heads(ReportDocument report) =>
        ["Trial", "Phase", "Network", .. report.Parameters.Select(p => p.Label), "Epochs", Text.Capital(report.Objective.Label), "Evaluation", "Interval", "Time"];

    /// <summary>How a trial's row is marked: the best, or not distinguishable from it.</summary>
    public static string Kind(ReportDocument report, int trial) => report.Best?.Trial == trial ? "best" : report.Trust.Indistinguishable.Contains(trial) ? "rival" : "";

    private static Markup Row(ReportDocument report, ReportTrial r) => Markup.Of($"""
            <tr class="{Kind(report, r.Number)}"><th scope="row" data-value="{r.Number}">{r.Number}</th><td><span class="phase {r.Phase.ToString().ToLowerInvariant()}" title="{r.Message}">{r.Phase.ToString()}</span>{Origin(r.ReusedFrom)}</td><td>{r.Architecture}</td>{Markup.Join(report.Parameters.Select(p => Parameter(r.Parameters.GetValueOrDefault(p.Path))))}{Number(r.Curve.Count, $"{r.Curve.Count}")}{Number(r.ValidationMetric, r.ValidationMetric is { } v ? Figures.Short(v) : "–")}{Evaluated(r)}{Number(r.Seconds, Figures.Duration(r.Seconds))}</tr>

            """);

    /// <summary>Two cells: the share told right, R² or PSNR on the evaluation images, and its interval.</summary>
    public static Markup Evaluated(ReportTrial r) => r.R2 is { } r2
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

    public static Markup Number(double? value, string text) =>
        Markup.Of($"""<td class="number" data-value="{value?.ToString("R", CultureInfo.InvariantCulture)}">{Text.Tight(text)}</td>""");
}
