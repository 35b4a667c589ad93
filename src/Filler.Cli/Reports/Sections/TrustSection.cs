namespace Filler.Cli.Reports;

/// <summary>What the counts do not say by themselves.</summary>
internal static class TrustSection
{
    public static Markup Write(ReportDocument report) => report.Trust.Caveats.Count == 0 ? Markup.Empty : Markup.Of($"""
        <section id="trust" aria-labelledby="trust-title">
          <h2 id="trust-title">How far to trust this</h2>
          <ul class="caveats">{Markup.Join(report.Trust.Caveats.Select(c => Markup.Of($"<li>{Text.Tight(c)}</li>")))}</ul>
          {Rivals(report)}
        </section>

        """);

    private static Markup Rivals(ReportDocument report) => report.Trust.Indistinguishable.Count == 0 ? Markup.Empty : Markup.Of($"""
        <p class="quiet">Not distinguishable from the best, best first: {string.Join(", ", report.Trust.Indistinguishable.Take(20).Select(n => $"trial {n}"))}{(report.Trust.Indistinguishable.Count > 20 ? ", …" : "")}.</p>
        """);
}
