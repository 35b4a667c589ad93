namespace Filler.Cli.Reports;

/// <summary>The winning parameters and what the network costs.</summary>
internal static class BestConfiguration
{
    public static Markup Write(ReportDocument report, ReportBest best) => Markup.Of($"""
        <h3>Best configuration</h3>
        <div class="columns">
          <table class="plain">
            <caption class="quiet">Searched parameters of trial {best.Trial}, the best on validation</caption>
            <tbody>{Markup.Join(report.Parameters.Where(p => best.Parameters.ContainsKey(p.Path)).Select(p => Line(p.Path, Value(best, p.Path))))}</tbody>
          </table>
          <table class="plain">
            <caption class="quiet">The network</caption>
            <tbody>{Markup.Join(Facts(report, best).Select(f => Line(f.Name, f.Value)))}</tbody>
          </table>
        </div>
        """);

    private static string Value(ReportBest best, string path) => ParameterText.Of(best.Parameters[path]);

    private static Markup Line(string name, string value) => Markup.Of($"""<tr><th scope="row">{name}</th><td class="number">{value}</td></tr>""");

    private static IEnumerable<(string Name, string Value)> Facts(ReportDocument report, ReportBest best)
    {
        yield return ("architecture", best.Architecture);
        if (best.Weights is { } weights) yield return ("trainable weights", $"{weights:N0}");
        if (best.FlopsPerImage is { } flops) yield return ("operations per image", $"{Figures.Magnitude(flops)}FLOP");
        yield return (report.Objective.Label, Figures.Short(best.ValidationMetric) + (best.ValidationSpread is { } s ? $" ± {Figures.Short(s)}" : ""));
        if (best.ValidationBound is { } bound) yield return ("with 95 % confidence no worse than", Figures.Short(bound));
        if (best.ReusedFrom is { } origin) yield return ("taken over from", $"trial {origin.Trial} of {origin.Study}");
        if (best.Repeats.Count > 1) yield return ("seeds", $"{best.Repeats.Count} (trials {string.Join(", ", best.Repeats)})");
        if (best.TrainSeconds is { } seconds) yield return ("training time", Figures.Duration(seconds));
        if (best.ImagesPerSecond is { } speed) yield return ("training images per second", $"{speed:N0}");
        if (best.MemoryBytes is { } memory) yield return ("memory of its first steps", $"{memory / 1048576.0:N0} MiB");
        if (best.Device is { } device) yield return ("device", device);
        if (best.Checkpoint is { } checkpoint) yield return ("weights file", checkpoint);
    }
}
