namespace Filler.Cli.Reports;

/// <summary>The answer and the figures that stand for it.</summary>
internal static class TopSection
{
    public static Markup Write(ReportDocument report) => Markup.Of($"""
        <header class="top">
          <p class="kicker">Filler study <b>{report.Study}</b>{Finished(report)}</p>
          <h1>{Text.Tight(report.Headline)}</h1>
          <p class="lead">{Text.Tight(report.Lead)}</p>
          <dl class="figures">
            {Markup.Join(Tiles(report).Select(t => Tile(t.Name, t.Value, t.Note)))}
          </dl>
        </header>

        """);

    private static Markup Finished(ReportDocument report) =>
        report.Making.Finished is { } finished ? Markup.Of($""" · finished <time datetime="{finished:O}">{finished.UtcDateTime:d MMM yyyy, HH:mm} UTC</time>""")
        : report.Trials.Unfinished > 0 ? Markup.Of($""" · not finished""")
        : Markup.Empty;

    private static IEnumerable<(string Name, string Value, string Note)> Tiles(ReportDocument report)
    {
        if (report.Best is { Regression: { } regression } predicting)
        {
            yield return ("R² on unseen slices", $"{regression.R2:0.000}", $"95 % interval {regression.R2Low:0.000}–{regression.R2High:0.000}");
            yield return ("Mean absolute error", Figures.Short(regression.Mae), $"root mean square {Figures.Short(regression.Rmse)}");
            yield return ("Best network", predicting.Architecture, predicting.Weights is { } count ? $"{Figures.Magnitude(count)} weights" : $"trial {predicting.Trial}");
        }
        else if (report.Best is { SuperResolution: { } restored } restoring)
        {
            yield return ("PSNR on unseen slices", $"{SuperResolutionWords.Ratio(restored.Network.Psnr)} dB", $"{restored.InterpolationName} interpolation {SuperResolutionWords.Ratio(restored.Interpolation.Psnr)} dB");
            yield return ("SSIM", SuperResolutionWords.Similarity(restored.Network.Ssim), $"{restored.InterpolationName} interpolation {SuperResolutionWords.Similarity(restored.Interpolation.Ssim)}");
            yield return ("Best network", restoring.Architecture, restoring.Weights is { } count ? $"{Figures.Magnitude(count)} weights" : $"trial {restoring.Trial}");
        }
        else if (report.Best is { } best)
        {
            yield return ("Accuracy on unseen slices", $"{Figures.Percent(best.Accuracy)} %", $"95 % interval {Figures.Percent(new Interval(best.Low, best.High))}");
            var hardest = best.PerClass.MinBy(c => c.Accuracy)!;
            yield return ("Hardest class", $"{Figures.Percent(hardest.Accuracy)} %", $"{hardest.Name}, {hardest.Correct:N0} of {hardest.Total:N0}");
            yield return ("Best model", best.Architecture, best.Weights is { } weights ? $"{Figures.Magnitude(weights)} weights" : $"trial {best.Trial}");
        }

        var trials = report.Trials;
        string[] parts =
        [
            $"{trials.Succeeded} finished",
            .. trials.Reused > 0 ? [$"{trials.Reused} of them taken over"] : Array.Empty<string>(),
            .. trials.Pruned > 0 ? [$"{trials.Pruned} pruned"] : Array.Empty<string>(),
            .. trials.Failed > 0 ? [$"{trials.Failed} failed"] : Array.Empty<string>(),
            .. trials.Unfinished > 0 ? [$"{trials.Unfinished} open"] : Array.Empty<string>(),
        ];
        yield return ("Trials", $"{trials.Total:N0}", string.Join(", ", parts));
        var wall = report.Making is { Started: { } start, Finished: { } end } ? $"{Figures.Duration((end - start).TotalSeconds)} on the clock" : "over all trials";
        yield return ("Training time", Figures.Duration(trials.Seconds), wall);
    }

    private static Markup Tile(string name, string value, string note) =>
        Markup.Of($"""<div><dt>{name}</dt><dd class="value">{Text.Tight(value)}</dd><dd class="note">{Text.Tight(note)}</dd></div>""");
}
