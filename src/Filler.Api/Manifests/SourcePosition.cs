namespace Filler.Api;

/// <summary>Where a field was written: line and column in the manifest's text, both from 1, or an option of the command line.</summary>
/// <param name="Option">E.g. <c>--set search.maxTrials=0</c>; null where the field stands in the text.</param>
public readonly record struct SourcePosition(int Line, int Column, string? Option = null)
{
    /// <summary>As an error begins: <c>study.yaml:12:9</c> or <c>--set search.maxTrials=0</c>.</summary>
    public string In(string fileName) => Option ?? $"{fileName}:{Line}:{Column}";
}
