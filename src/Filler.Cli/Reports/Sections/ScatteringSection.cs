namespace Filler.Cli.Reports;

/// <summary>Measured against fitted scattering; drawn by the page's script.</summary>
internal static class ScatteringSection
{
    public static Markup Write(ReportDocument report) => report.Scattering.Count == 0 ? Markup.Empty : Markup.Of($"""
        <section id="scattering" aria-labelledby="scattering-title">
          <h2 id="scattering-title">Structure from scattering</h2>
          <div class="{(report.Scattering.Count == 1 ? "single" : "columns")}">{Markup.Join(report.Scattering.Select(Fit))}</div>
        </section>

        """);

    private static Markup Fit(FittedCurve fit, int index) => Markup.Of($"""
        <figure class="chart-figure"><h3>{fit.Name}</h3>
          <p class="quiet">Measured curve with its errors and the curve of the fitted structure: χ² per degree of freedom {Figures.Short(fit.ChiSquarePerDegree)}, weighted residual {Text.Tight(Figures.Percent(fit.WeightedResidual) + " %")}. {fit.Ended}</p>
          <div class="chart tall" id="chart-scattering-{index}" data-scattering="{index}" role="img" aria-label="{fit.Name}: scattering intensity over q, measured and fitted, with residuals"></div>{Markup.Join(fit.Notes.Select(n => Markup.Of($"""<p class="quiet">{n}</p>""")))}</figure>
        """);
}
