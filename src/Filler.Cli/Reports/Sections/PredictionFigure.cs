using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>Predicted against true, drawn and as a table: a dot at the mean of each structure's images, a bar over their 5th to 95th percentile.</summary>
internal static class PredictionFigure
{
    private const double Left = 56, Top = 12, Edge = 320;

    public static Markup Write(RegressionResult regression) => Markup.Of($"""
        <div class="columns">
            <div>
              <h3>Predicted against true</h3>
              {Plot(regression)}
            </div>
            <div>
              <h3>By structure</h3>
              <table class="trials">
                <thead><tr><th scope="col">Structure</th><th scope="col">Target</th><th scope="col">Mean prediction</th><th scope="col">Deviation</th><th scope="col">5–95 %</th></tr></thead>
                <tbody>{Markup.Join(regression.PerTarget.OrderBy(t => t.Target).Select(Row))}</tbody>
              </table>
            </div>
          </div>
        """);

    private static Markup Row(TargetResult t) => Markup.Of($"""
        <tr><th scope="row">{t.Name}</th><td class="number">{Figures.Short(t.Target)}</td><td class="number">{Figures.Short(t.Mean)}</td><td class="number">{Figures.Short(t.Deviation)}</td><td class="number">{Text.Tight($"{Figures.Short(t.Low)}–{Figures.Short(t.High)}")}</td></tr>
        """);

    private static Markup Plot(RegressionResult regression)
    {
        var targets = regression.PerTarget;
        // One range for both axes, so that the diagonal is where a perfect network's dots lie.
        var (min, max) = (targets.Min(t => Math.Min(t.Low, t.Target)), targets.Max(t => Math.Max(t.High, t.Target)));
        var margin = 0.06 * (max - min);
        var (from, to) = (min - margin, max + margin);
        return Markup.Of($"""
            <svg class="prediction" viewBox="0 0 400 376" role="img" aria-label="Predicted against true values: R² {regression.R2:0.000}">
              <rect class="frame" x="{Left:F1}" y="{Top:F1}" width="{Edge:F1}" height="{Edge:F1}"/>
              <path class="diagonal" d="M{Left:F1} {Top + Edge:F1}L{Left + Edge:F1} {Top:F1}"/>
              {Markup.Join(Ticks(from, to).Select(v => Markup.Of($"""<path class="tick" d="M{X(v):F1} {Top + Edge:F1}v5M{Left:F1} {Y(v):F1}h-5"/><text x="{X(v):F1}" y="{Top + Edge + 18:F1}" text-anchor="middle">{Figures.Short(v)}</text><text x="{Left - 8:F1}" y="{Y(v) + 4:F1}" text-anchor="end">{Figures.Short(v)}</text>""")))}
              {Markup.Join(targets.Select(t => Markup.Of($"""<g><title>{t.Name}: target {Figures.Short(t.Target)}, predicted {Figures.Short(t.Mean)} ± {Figures.Short(t.Deviation)}</title><path class="range" d="M{X(t.Target):F1} {Y(t.Low):F1}V{Y(t.High):F1}"/><circle cx="{X(t.Target):F1}" cy="{Y(t.Mean):F1}" r="4.5"/></g>""")))}
              <text x="{Left + (Edge / 2):F1}" y="{Top + Edge + 38:F1}" text-anchor="middle">true</text>
              <text x="14" y="{Top + (Edge / 2):F1}" text-anchor="middle" transform="rotate(-90 14 {Top + (Edge / 2):F1})">predicted</text>
            </svg>
            """);

        double X(double value) => Left + (Edge * (value - from) / (to - from));
        double Y(double value) => Top + Edge - (Edge * (value - from) / (to - from));
    }

    /// <summary>Round values, three to seven of them.</summary>
    private static IEnumerable<double> Ticks(double from, double to)
    {
        var rough = (to - from) / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        for (var k = Math.Ceiling(from / step); k * step <= to; k++) yield return Math.Round(k * step, 12);
    }
}
