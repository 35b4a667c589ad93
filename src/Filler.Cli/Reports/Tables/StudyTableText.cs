using System.Text;

namespace Filler.Cli.Reports;

/// <summary>A study table for terminals: aligned columns, no colours, no lines wider than the content.</summary>
internal static class StudyTableText
{
    public static string Of(StudyTable table)
    {
        List<string[]> cells = [[.. table.Labels, .. table.Classes.SelectMany(c => new[] { c, "95 % interval" })]];
        IReadOnlyList<string>? before = null;
        foreach (var row in table.Rows)
        {
            cells.Add([.. Labels(row.Labels, before), .. Counts(row, table.Classes.Count)]);
            before = row.Labels;
        }

        int[] widths = [.. Enumerable.Range(0, cells[0].Length).Select(i => cells.Max(line => line[i].Length))];
        var text = new StringBuilder(table.Title).Append('\n').Append('\n');
        foreach (var line in cells)
        {
            text.Append(string.Join("  ", line.Select((cell, i) => i < table.Labels.Count ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The count of a cell: <c>925</c>, or <c>918.3 (902–931)</c> over repeats.</summary>
    public static string Count(ClassCount count) => count.Least is null ? $"{count.Correct:0.#}" : $"{count.Correct:0.#} ({count.Least}–{count.Most})";

    // As in the paper, a field of view is named once for all its rows.
    private static IEnumerable<string> Labels(IReadOnlyList<string> labels, IReadOnlyList<string>? before) =>
        labels.Select((label, i) => i < labels.Count - 1 && before is not null && before[i] == label ? "" : label);

    private static IEnumerable<string> Counts(StudyTableRow row, int classes) => row.Counts.Count == 0
        ? Enumerable.Repeat("–", 2 * classes)
        : row.Counts.SelectMany(c => new[] { $"{Count(c)}/{c.Total}", $"{Figures.Percent(new Interval(c.Low, c.High))} %" });
}
