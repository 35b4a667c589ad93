using System.Globalization;
using Filler.Api;
using Filler.Cli.Records;
using Spectre.Console;
using Failures = Filler.Cli.Reports.Failures;
using Figures = Filler.Cli.Reports.Figures;
using SuperResolutionWords = Filler.Cli.Reports.SuperResolutionWords;

namespace Filler.Cli.Screens;

/// <summary>The end of a run for people: the best configuration, how far to trust it, where everything lies, what to type next.</summary>
internal static class ResultSummary
{
    public static void Write(IAnsiConsole console, Study study, IReadOnlyList<Trial> trials, RunPlaces places)
    {
        console.WriteLine();
        console.Write(new Markup($"[bold]{study.Metadata.Name.EscapeMarkup()}[/]: {State(study)}\n"));
        if (study.Status?.Best is { } best)
        {
            console.Write(Configuration(study, best, trials));
            if (best.Regression is { } regression)
            {
                console.Write(PredictionTable.Of(regression));
            }
            else if (best.SuperResolution is { } restored)
            {
                console.Write(RestorationTable.Of(restored));
            }
            else
            {
                console.Write(Classes(best));
                console.Write(Confusion(best));
            }

            if (study.Status.Front is { Points.Count: > 0 } front)
            {
                console.Write(FrontTable.Of(front));
                console.WriteLine(FrontTable.Sentence(front));
            }
        }
        else
        {
            console.WriteLine("No trial has finished yet: no result.");
        }

        console.WriteLine(Counts(study.Status?.Trials ?? new TrialCounts()));
        foreach (var reason in Failures.Of(trials.Select(t => (t.Spec.Number, t.Status.Phase, t.Status.Message)))) console.WriteLine($"  failed: {reason}");
        Write(console, places);
    }

    private static string State(Study study)
    {
        var word = StudyState.Of(study) switch
        {
            StudyState.Complete => "[green]complete[/]",
            StudyState.Failed => "[red]failed[/]",
            _ => "[yellow]not finished[/]",
        };
        return study.Status?.Message is { Length: > 0 } message ? $"{word} ({message.EscapeMarkup()})" : word;
    }

    private static Table Configuration(Study study, BestTrial best, IReadOnlyList<Trial> trials)
    {
        var table = Plain("Best configuration");
        table.AddColumn("field").AddColumn(new TableColumn("value").RightAligned());
        foreach (var (path, value) in best.Parameters) table.AddRow(path.EscapeMarkup(), ParameterText.Value(value).EscapeMarkup());
        table.AddEmptyRow();
        if (trials.FirstOrDefault(t => t.Spec.Number == best.Trial)?.Status.Result is { } result)
            table.AddRow("network", $"{result.Architecture.EscapeMarkup()}, {result.Weights.ToString("N0", CultureInfo.InvariantCulture)} weights{(result.FlopsPerImage > 0 ? $", {Figures.Magnitude(result.FlopsPerImage)}FLOP an image" : "")}");
        // The mean is of all repeats; what is handed out and evaluated is one of them.
        var ofOne = best.Repeats.Count > 1 ? $" (trial {best.Trial})" : "";
        table.AddRow("trial", best.Repeats.Count > 1 ? $"{best.Trial} (repeats {string.Join(", ", best.Repeats)})" : $"{best.Trial}");
        if (best.ReusedFrom is { } origin) table.AddRow("taken over from", $"trial {origin.Trial} of study {origin.Study.EscapeMarkup()}");
        table.AddRow($"{study.Spec.Objective.Metric} on validation images{(best.Repeats.Count > 1 ? " (mean)" : "")}", $"{best.ValidationMetric:0.0000}{(best.ValidationSpread is { } spread ? $" ± {spread:0.0000}" : "")}");
        if (best.ValidationBound is { } bound) table.AddRow("with 95 % confidence no worse than", $"{bound:0.0000}");
        if (best.Regression is { } regression)
        {
            table.AddRow($"R² on evaluation images{ofOne}", $"[green]{regression.R2:0.0000}[/] ({regression.R2Low:0.000}–{regression.R2High:0.000})");
            table.AddRow("mean absolute error there", Figures.Short(regression.Mae));
        }
        else if (best.SuperResolution is { } restored)
        {
            table.AddRow($"PSNR on evaluation images{ofOne}", $"[green]{restored.Network.Psnr:0.00} dB[/] ({restored.Network.PsnrLow:0.00}–{restored.Network.PsnrHigh:0.00})");
            table.AddRow($"gain over {restored.InterpolationName} interpolation", $"{restored.GainDb:0.00} dB ({SuperResolutionWords.Gain(restored)})");
        }
        else
        {
            table.AddRow($"accuracy on evaluation images{ofOne}", $"[green]{best.EvaluationAccuracy:0.0000}[/]");
        }

        return table;
    }

    private static Table Classes(BestTrial best)
    {
        var table = Plain("Evaluation images told right");
        table.AddColumn("class");
        foreach (var column in new[] { "correct", "of", "share", "95 % interval" }) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var c in best.PerClass)
            table.AddRow(c.Name.EscapeMarkup(), $"{c.Correct}", $"{c.Total}", $"{c.Accuracy:0.000}", $"{c.Low:0.000}–{c.High:0.000}");
        return table;
    }

    private static Table Confusion(BestTrial best)
    {
        var table = Plain("Confusion matrix");
        table.AddColumn("true \\ told as");
        foreach (var c in best.PerClass) table.AddColumn(new TableColumn(c.Name.EscapeMarkup()).RightAligned());
        for (var row = 0; row < best.PerClass.Count; row++)
            table.AddRow([best.PerClass[row].Name.EscapeMarkup(), .. best.ConfusionMatrix[row].Select((n, column) => column == row ? $"[green]{n}[/]" : $"{n}")]);
        return table;
    }

    private static string Counts(TrialCounts c)
    {
        (int Count, string Word)[] parts =
            [(c.Succeeded, "succeeded"), (c.Pruned, "pruned"), (c.Failed, "failed"), (c.Paused, "paused"), (c.Running, "running"), (c.Pending, "pending")];
        var reused = c.Reused > 0 ? $" ({c.Reused} taken over from equal trials)" : "";
        if (c.Total == 0) return "no trials yet";
        return $"{Figures.Count(c.Total, "trial")}: {string.Join(", ", parts.Where(p => p.Count > 0).Select(p => $"{p.Count} {p.Word}{(p.Word == "succeeded" ? reused : "")}"))}";
    }

    private static void Write(IAnsiConsole console, RunPlaces places)
    {
        // Not through the console's wrapping: paths are copied.
        var writer = console.Profile.Out.Writer;
        writer.WriteLine();
        foreach (var (what, where) in places.Lines) writer.WriteLine($"{what,-8} {where}");
        writer.WriteLine();
        writer.WriteLine($"next:    {places.Next}");
    }

    internal static Table Plain(string title) => new Table().Title($"[bold]{title}[/]").Border(TableBorder.Rounded);
}
