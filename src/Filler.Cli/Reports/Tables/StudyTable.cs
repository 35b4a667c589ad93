namespace Filler.Cli.Reports;

/// <summary>Correct counts by configuration and class, laid out as in the source paper.</summary>
/// <param name="Labels">Heads of the columns that name the configuration.</param>
/// <param name="Classes">Heads of the count columns.</param>
internal sealed record StudyTable(string Title, IReadOnlyList<string> Labels, IReadOnlyList<string> Classes, IReadOnlyList<StudyTableRow> Rows);
