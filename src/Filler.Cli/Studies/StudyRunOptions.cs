namespace Filler.Cli.Studies;

/// <param name="Json">Only the result document on standard output; progress on standard error.</param>
/// <param name="Progress">A live table where the terminal has one.</param>
internal sealed record StudyRunOptions(bool Json, bool Progress);
