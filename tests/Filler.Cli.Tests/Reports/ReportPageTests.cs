using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Filler.Cli.Reports;

namespace Filler.Cli.Tests.Reports;

public sealed class ReportPageTests
{
    private const string Hostile = "</script><img src=x onerror=alert(1)>\"'&{{data}}";
    private static readonly Lazy<string> Sample = new(() => Page(SampleRun.Content(), "report.html"));

    [Fact]
    public void Every_section_is_there_and_named_for_screen_readers()
    {
        var page = Parse(Sample.Value);

        Assert.Equal(
            ["conclusion", "result", "networks", "search", "slices", "scattering", "trust", "trials", "making"],
            page.QuerySelectorAll("section").Select(s => s.Id!));
        Assert.All(page.QuerySelectorAll("section"), s => Assert.NotNull(page.GetElementById(s.GetAttribute("aria-labelledby")!)));
        Assert.All(page.QuerySelectorAll("[role=img]"), e => Assert.NotEmpty(e.GetAttribute("aria-label")!));
        Assert.All(page.QuerySelectorAll("img"), e => Assert.NotEmpty(e.GetAttribute("alt")!));
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("h1"));
    }

    [Fact]
    public void Nothing_is_fetched_from_anywhere()
    {
        var page = Parse(Sample.Value);

        Assert.Empty(page.QuerySelectorAll("link, iframe, object, embed, base, script[src], a[href]"));
        Assert.All(page.QuerySelectorAll("img"), e => Assert.StartsWith("data:image/png;base64,", e.GetAttribute("src"), StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; img-src data:;", Policy(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_script_is_allowed_by_its_digest_and_no_other_is()
    {
        var page = Parse(Sample.Value);
        var scripts = page.QuerySelectorAll("script:not([type])").Select(s => s.TextContent).ToList();

        Assert.Equal(13, scripts.Count);
        Assert.All(scripts, s => Assert.Contains(
            Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(s))), Policy(page), StringComparison.Ordinal));
        Assert.DoesNotContain("unsafe-inline", Policy(page).Split("script-src")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_and_intervals_stand_in_the_tables()
    {
        var page = Parse(Sample.Value);
        var rows = page.QuerySelectorAll("table.classes tbody tr").Select(Words).ToList();

        Assert.Equal(4, rows.Count);
        Assert.Equal("n-SBR 181 of 200 90.5\u202f% 85.6–93.8", rows[1]);
        Assert.Equal("All 565 of 600 94.2\u202f% 92.0–95.8", rows[3]);
        Assert.Equal("n-SBR 178.5\u202f% 18190.5\u202f% 21.0\u202f%", Words(page.QuerySelectorAll("table.confusion tbody tr")[1]));
        Assert.Equal(30, page.QuerySelectorAll("#trials tbody tr").Length);
    }

    [Fact]
    public void The_data_that_the_charts_draw_is_the_document()
    {
        var content = SampleRun.Content();
        using var data = JsonDocument.Parse(Parse(Sample.Value).GetElementById("report-data")!.TextContent);
        using var document = JsonDocument.Parse(ReportJson.Render(content));

        Assert.True(JsonElement.DeepEquals(document.RootElement, data.RootElement));
    }

    [Fact]
    public void A_hostile_name_is_text_wherever_it_stands()
    {
        var content = SampleRun.Content([Hostile, "n-SBR", "Rnd"]);
        content.Study.Metadata.Name = Hostile;
        var trial = content.Trials[0];
        var hostile = content with
        {
            Trials = [trial with { Status = trial.Status with { Message = Hostile, Result = trial.Status.Result! with { Architecture = Hostile } } }, .. content.Trials.Skip(1)],
            Fits = [SampleScattering.Curve(Hostile)],
        };

        var page = Parse(Page(hostile, "hostile.html"));

        Assert.Empty(page.QuerySelectorAll("[onerror], img[src=x]"));
        Assert.Equal(13, page.QuerySelectorAll("script:not([type])").Length);
        Assert.Equal(Hostile + ": Filler report", page.Title);
        Assert.Equal(Hostile, page.QuerySelector("table.confusion tbody th")!.TextContent);
        Assert.Equal(Hostile, page.QuerySelector(".phase")!.GetAttribute("title"));
        using var data = JsonDocument.Parse(page.GetElementById("report-data")!.TextContent);
        Assert.Equal(Hostile, data.RootElement.GetProperty("study").GetString());
    }

    [Fact]
    public void Sample_slices_decode_to_the_datasets_pixels()
    {
        var source = ((IHtmlImageElement)Parse(Sample.Value).QuerySelector(".tile img")!).GetAttribute("src")!;

        using var picture = SkiaSharp.SKBitmap.Decode(Convert.FromBase64String(source.Split(',')[1]));

        Assert.Equal((SampleDataset.Pixels, SampleDataset.Pixels), (picture.Width, picture.Height));
        var slice = SampleRun.Content().Datasets[0].Classes[0].Slices[0];
        Assert.Equal(slice, picture.Pixels.Select(p => p.Red));
    }

    [Fact]
    public void A_grids_table_names_a_field_once_for_all_its_rows()
    {
        var page = Parse(Page(SampleGrid.Content(SampleGrid.Table1Study(), SampleGrid.Table1Trials()), "grid.html"));
        var rows = page.QuerySelectorAll("table.grid tbody tr");

        Assert.Equal(7, rows.Length);
        Assert.Equal("3", rows[1].QuerySelector("th")!.GetAttribute("rowspan"));
        Assert.Equal("(500\u202fnm)² 500+500 981 of 100097.1–98.8 663 of 100063.3–69.2 925 of 100090.7–94.0", Words(rows[1]).Replace(",", "", StringComparison.Ordinal));
        Assert.StartsWith("2000+2000 965", Words(rows[2]), StringComparison.Ordinal);
    }

    // FILLER_REPORT_OUT=FOLDER leaves the pages there, to be looked at in a browser.
    private static string Page(RunContent content, string name)
    {
        var html = ReportPage.Render(content);
        if (Environment.GetEnvironmentVariable("FILLER_REPORT_OUT") is { } folder) File.WriteAllText(Path.Combine(folder, name), html);
        return html;
    }

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    private static string Policy(IHtmlDocument page) => page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;

    private static string Words(IElement row) => string.Join(' ', row.Children.Select(c => string.Join(' ', c.TextContent.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))));
}
