namespace Filler.Cli.Reports;

/// <param name="Why">A sentence.</param>
/// <param name="Command">To be typed as it is; null where the report does not know how the study was started.</param>
internal sealed record NextStep(string Why, string? Command);
