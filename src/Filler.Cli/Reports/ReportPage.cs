using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>The report as one HTML file that needs nothing else: styles, scripts, pictures and data are in it.</summary>
internal static class ReportPage
{
    private static readonly string[] Scripts =
        [
            "echarts.min.js", "charts.js", "history.js", "curves.js", "parallel.js", "importance.js", "front.js", "reliability.js", "scattering.js", "learning.js", "field.js",
            "tables.js", "start.js",
        ];

    // The default encoder leaves no '<', '>' or '&' in JSON, so no name can close the script element.
    private static readonly JsonSerializerOptions Embedded = new(FillerJson.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Default };

    public static string Render(RunContent run)
    {
        var report = ReportComposer.Compose(run);
        string[] scripts = [.. Scripts.Select(PageResource.Read)];
        var page = new PageTemplate(PageResource.Read("page.html"));
        return page.Fill(new Dictionary<string, Markup>
        {
            ["policy"] = Markup.Of($"{Policy(scripts)}"),
            ["title"] = Markup.Of($"{report.Study}: Filler report"),
            ["style"] = Markup.Trusted(PageResource.Read("page.css")),
            ["body"] = Markup.Join([
                TopSection.Write(report), ConclusionSection.Write(report), ResultSection.Write(report, run.Restored), TablesSection.Write(report),
                LearningSection.Write(report), FieldSection.Write(report), NetworksSection.Write(report), CalibrationSection.Write(report),
                SearchSection.Write(report), FrontSection.Write(report),
                SlicesSection.Write(run.Datasets), ScatteringSection.Write(report), TrustSection.Write(report), TrialsSection.Write(report),
                MakingSection.Write(report)]),
            ["data"] = Markup.Trusted(JsonSerializer.Serialize(report, Embedded)),
            ["scripts"] = Markup.Join(scripts.Select(s => Markup.Trusted($"<script>{s}</script>\n"))),
        });
    }

    // Only these scripts run and nothing is fetched, whatever a record holds. Styles stay open: bars and tooltips set theirs inline.
    private static string Policy(string[] scripts) =>
        $"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src {string.Join(' ', scripts.Select(s => $"'sha256-{Digest(s)}'"))}";

    private static string Digest(string script) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
}
