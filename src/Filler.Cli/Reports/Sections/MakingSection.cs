namespace Filler.Cli.Reports;

/// <summary>What it takes to make the result again.</summary>
internal static class MakingSection
{
    public static Markup Write(ReportDocument report) => Markup.Of($"""
        <section id="making" aria-labelledby="making-title">
          <h2 id="making-title">How it was made</h2>
          <table class="plain wide"><tbody>{Markup.Join(Facts(report.Making).Select(f => Markup.Of($"""<tr><th scope="row">{f.Name}</th><td>{f.Value}</td></tr>""")))}</tbody></table>
          {Markup.Join(report.Making.Datasets.Select(Dataset))}
        </section>

        """);

    private static IEnumerable<(string Name, string Value)> Facts(ReportMaking making)
    {
        yield return ("search", $"{making.Algorithm}, pruning {making.Pruning}, seed {making.SearchSeed}");
        yield return ("dataset seed", $"{making.DatasetSeed}");
        if (making.Devices.Count > 0) yield return ("devices", string.Join(", ", making.Devices));
        if (making.Started is { } started) yield return ("started", $"{started.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        if (making.Finished is { } finished) yield return ("finished", $"{finished.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        yield return ("report made", $"{making.Made.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC by {making.Software}");
    }

    private static Markup Dataset(ReportDataset d) => Markup.Of($"""
        <h3>Dataset <code>{d.Digest[..Math.Min(12, d.Digest.Length)]}</code></h3>
        <p class="quiet">{Text.Tight($"{d.TrainPerClass:N0} train, {d.ValidationPerClass:N0} validation and {d.EvaluationPerClass:N0} evaluation slices per class, {d.Pixels} pixels over {Figures.Short(d.FieldOfViewNm)} nm; cut by {d.Software}; digest ")}<code class="digest">{d.Digest}</code></p>
        <dl class="provenance">{Markup.Join(d.Classes.Select(c => Markup.Of($"<dt>{c.Name}</dt>{Markup.Join(c.Provenance.Select(line => Markup.Of($"<dd>{line}</dd>")))}")))}</dl>
        """);
}
