using Filler.Api;
using Filler.Cli.Reports;
using Spectre.Console;

namespace Filler.Cli.Screens;

/// <summary>A regression's predictions beside the targets, one row a structure.</summary>
internal static class PredictionTable
{
    public static Table Of(RegressionResult regression)
    {
        var table = ResultSummary.Plain("Predictions of evaluation images").AddColumn("structure");
        foreach (var column in new[] { "target", "mean prediction", "±", "5–95 %", "images" }) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var t in regression.PerTarget.OrderBy(t => t.Target))
        {
            table.AddRow(
                t.Name.EscapeMarkup(), Figures.Short(t.Target), Figures.Short(t.Mean), Figures.Short(t.Deviation),
                $"{Figures.Short(t.Low)}–{Figures.Short(t.High)}", $"{t.Images}");
        }

        return table;
    }
}
