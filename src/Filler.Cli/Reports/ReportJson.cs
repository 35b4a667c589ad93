using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>The report for machines.</summary>
internal static class ReportJson
{
    public static string Render(RunContent run) => FillerJson.Serialize(ReportComposer.Compose(run), indented: true) + "\n";
}
