using System.Diagnostics;

namespace Filler.EndToEnd.Tests;

/// <summary>The report in a real browser, cut off from every network.</summary>
public class BrowserTests
{
    private static readonly string? Browser =
        new[] { "chromium", "chromium-browser", "google-chrome" }
            .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);

    [SkippableFact]
    public async Task The_report_draws_its_charts_without_a_network_and_without_an_error()
    {
        Skip.If(Browser is null, "no chromium on the PATH; install it (apt-get install chromium) to run this test");
        using var tiny = new TinyStudy();
        var run = await FillerProcess.RunAsync(tiny.Run("run"));
        Assert.True(run.Code == 0, run.ToString());

        var (page, log) = await OpenAsync(tiny.At(Path.Combine("run", "report.html")), tiny.At("profile"));

        // Each chart is a drawing made by script; the page as sent has none.
        Assert.True(page.Split("<canvas").Length + page.Split("<svg").Length - 2 >= 3, "fewer than three charts were drawn");
        Assert.Contains("gathered", page);
        Assert.DoesNotContain("CONSOLE", log);
    }

    private static async Task<(string Page, string Log)> OpenAsync(string file, string profile)
    {
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--v=0", "--virtual-time-budget=5000",
            $"--user-data-dir={profile}", "--dump-dom", new Uri(file).AbsoluteUri,
        ];
        var start = new ProcessStartInfo(Browser!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var browser = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var page = browser.StandardOutput.ReadToEndAsync(patience.Token);
        var log = browser.StandardError.ReadToEndAsync(patience.Token);
        await browser.WaitForExitAsync(patience.Token);
        return (await page, await log);
    }
}
