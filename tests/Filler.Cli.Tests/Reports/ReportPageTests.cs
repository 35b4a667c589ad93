using Filler.Cli.Reports;

namespace Filler.Cli.Tests.Reports;

public sealed class ReportPageTests
{
    private static readonly Lazy<string> Sample = new(() => ReportPage.Render(SampleRun.Content()));

    [Fact]
    public void The_page_is_written_where_a_person_asks_to_look_at_it()
    {
        // FILLER_REPORT_OUT=/some/folder dotnet test: leaves the page there to be opened in a browser.
        var folder = Environment.GetEnvironmentVariable("FILLER_REPORT_OUT") ?? Directory.CreateTempSubdirectory("filler-report-").FullName;
        var path = Path.Combine(folder, "report.html");

        File.WriteAllText(path, Sample.Value);

        Assert.StartsWith("<!doctype html>", File.ReadAllText(path), StringComparison.Ordinal);
    }
}
