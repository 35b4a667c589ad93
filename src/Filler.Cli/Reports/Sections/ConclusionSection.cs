namespace Filler.Cli.Reports;

/// <summary>What the study has shown in words, and what to run next.</summary>
internal static class ConclusionSection
{
    public static Markup Write(ReportDocument report) => report.Conclusion is { Findings.Count: 0, Next.Count: 0 } ? Markup.Empty : Markup.Of($"""
        <section id="conclusion" aria-labelledby="conclusion-title">
          <h2 id="conclusion-title">What to conclude</h2>
          <ul class="findings">{Markup.Join(report.Conclusion.Findings.Select(Finding))}</ul>
          {Next(report.Conclusion.Next)}
        </section>

        """);

    // The subject stands before the first colon.
    private static Markup Finding(string finding)
    {
        var colon = finding.IndexOf(':', StringComparison.Ordinal);
        return Markup.Of($"""<li><b>{finding[..colon]}</b>{Text.Tight(finding[colon..])}</li>""");
    }

    private static Markup Next(IReadOnlyList<NextStep> steps) => steps.Count == 0 ? Markup.Empty : Markup.Of($"""
        <h3>What to run next</h3>
          <ol class="findings">{Markup.Join(steps.Select(s => Markup.Of($"""<li>{Text.Tight(s.Why)}{Command(s.Command)}</li>""")))}</ol>
        """);

    private static Markup Command(string? command) => command is null ? Markup.Empty : Markup.Of($"""<pre tabindex="0"><code>{command}</code></pre>""");
}
