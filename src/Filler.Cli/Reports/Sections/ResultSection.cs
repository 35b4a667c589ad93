using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>Counts per class with their intervals, and where the wrong answers went.</summary>
internal static class ResultSection
{
    /// <param name="restored">Images of a super-resolution; null for other tasks.</param>
    public static Markup Write(ReportDocument report, RestoredSample? restored = null) => report.Best is not { } best ? Markup.Empty : Markup.Of($"""
        <section id="result" aria-labelledby="result-title">
          <h2 id="result-title">Result</h2>
          {(best.Regression is { } regression ? PredictionFigure.Write(regression) : best.SuperResolution is { } quality ? RestorationFigure.Write(quality, restored) : Counts(best))}
          {BestConfiguration.Write(report, best)}
        </section>

        """);

    private static Markup Counts(ReportBest best) => Markup.Of($"""
        <div class="columns">
            <div>
              <h3>Told right, by class</h3>
              {PerClass(best)}
            </div>
            <div>
              <h3>What was taken for what</h3>
              {ConfusionTable.Write(best)}
            </div>
          </div>
        """);

    private static Markup PerClass(ReportBest best)
    {
        var from = IntervalBar.AxisStart([best.Low, .. best.PerClass.Select(c => c.Low)]);
        return Markup.Of($"""
            <table class="classes">
              <thead><tr><th scope="col">Class</th><th scope="col" class="number">Correct</th><th scope="col" class="number">Share</th>
                <th scope="col" class="bar-head">Wilson 95 % interval {IntervalBar.Axis(from)}</th></tr></thead>
              <tbody>
                {Markup.Join(best.PerClass.Select(c => Row(c, from, "")))}
                {Row(new ClassResult("All", best.Correct, best.Total, best.Accuracy, best.Low, best.High), from, "total")}
              </tbody>
            </table>
            """);
    }

    private static Markup Row(ClassResult c, double from, string kind) => Markup.Of($"""
        <tr class="{kind}"><th scope="row">{c.Name}</th><td class="number">{c.Correct:N0} <span class="of">of {c.Total:N0}</span></td>
          <td class="number">{Text.Tight(Figures.Percent(c.Accuracy) + " %")}</td>
          <td>{IntervalBar.Write(c.Accuracy, new Interval(c.Low, c.High), from)}</td></tr>
        """);
}
