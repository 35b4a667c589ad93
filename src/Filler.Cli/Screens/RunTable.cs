using Spectre.Console;
using Spectre.Console.Rendering;

namespace Filler.Cli.Screens;

/// <summary>The live table: how far, what is best, what runs.</summary>
internal static class RunTable
{
    private const int BarWidth = 10;

    // Below it the other columns leave parameters no room; they stand in the line that said the trial starts.
    private const int WidthForParameters = 72;

    /// <param name="width">Columns of the terminal.</param>
    public static IRenderable Of(RunView view, IReadOnlyList<string> notes, int width)
    {
        var rows = new List<IRenderable> { Header(view) };
        rows.AddRange(view.Datasets.Select(d => new Markup($"images {Bar(d.Share, 30)} {d.Share,4:P0}  [grey]{d.Stage.EscapeMarkup()}[/]")));
        if (view.Running.Count > 0) rows.Add(Running(view, width >= WidthForParameters));
        rows.AddRange(notes.Select(n => new Markup($"[grey]{n.EscapeMarkup()}[/]")));
        return new Rows(rows);
    }

    private static Markup Header(RunView view)
    {
        var done = view.Budget is { } budget ? $"{view.Done}/{budget}" : $"{view.Done}";
        var best = view.Best is { } b
            ? $"best [green]{view.Metric} {b.ValidationMetric:0.0000}[/] (trial {b.Trial}: {ParameterText.Of(b.Parameters).EscapeMarkup()})"
            : "no result yet";
        return new Markup($"[bold]{view.Study.EscapeMarkup()}[/]  {done} trials done  {Span.Of(view.Elapsed)}\n{best}");
    }

    private static Table Running(RunView view, bool parameters)
    {
        var table = new Table().Border(TableBorder.Rounded).Expand();
        table.AddColumn(new TableColumn("trial").RightAligned().NoWrap());
        if (parameters) table.AddColumn("parameters");
        table.AddColumn(new TableColumn("epoch").NoWrap().Width(BarWidth + 8));
        table.AddColumn(new TableColumn(view.Metric).RightAligned().NoWrap().Width(Math.Max(view.Metric.Length, 5)));
        table.AddColumn(new TableColumn("left").RightAligned().NoWrap().Width(10));
        foreach (var trial in view.Running)
        {
            string[] cells =
            [
                $"{trial.Number}",
                trial.Parameters.EscapeMarkup(),
                trial.State is { } state ? $"[grey]{state}[/]" : $"{Bar(trial.Epochs / trial.EpochsWanted, BarWidth)} {Math.Floor(trial.Epochs)}/{trial.EpochsWanted}",
                trial.Metric is { } metric ? $"{metric:0.000}" : "",
                trial.Left is { } left ? $"≤ {Span.Of(left)}" : "",
            ];
            table.AddRow(parameters ? cells : [cells[0], .. cells[2..]]);
        }

        return table;
    }

    private static string Bar(double share, int width)
    {
        var full = (int)Math.Round(Math.Clamp(share, 0, 1) * width);
        return $"[blue]{new string('━', full)}[/][grey]{new string('─', width - full)}[/]";
    }
}
