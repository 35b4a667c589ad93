namespace Filler.Cli.Reports;

/// <param name="Trials">Numbers of the trials with this configuration.</param>
/// <param name="Labels">One for each of the table's label columns.</param>
/// <param name="Counts">One for each class; empty while no trial of the configuration has been evaluated.</param>
internal sealed record StudyTableRow(IReadOnlyList<int> Trials, IReadOnlyList<string> Labels, IReadOnlyList<ClassCount> Counts);
