using Filler.Api;
using Filler.Cli.Reports;
using Spectre.Console;

namespace Filler.Cli.Screens;

/// <summary>The front for people: what is to be had for what.</summary>
internal static class FrontTable
{
    private const int Most = 12;

    public static string Sentence(StudyFront front) =>
        $"Front: {Figures.Count(front.Count, "configuration")} that no other one matches in all objectives and beats in one; "
        + $"between the best and the worst values seen {Figures.Percent(front.Hypervolume)} % of the box is worse than the front.";

    public static Table Of(StudyFront front)
    {
        var table = ResultSummary.Plain("The front");
        table.AddColumn(new TableColumn("trial").RightAligned());
        foreach (var objective in front.Objectives) table.AddColumn(new TableColumn(objective).RightAligned());
        foreach (var point in front.Points.Take(Most))
            table.AddRow([$"{point.Trial}", .. front.Objectives.Zip(point.Values, FrontLines.Value)]);
        if (front.Points.Count > Most) table.AddRow("…");
        return table;
    }
}
