using System.Text.Json.Nodes;

namespace Filler.Cli.Reports;

/// <summary>A parameter's value in tables: numbers to four digits, words as they are.</summary>
internal static class ParameterText
{
    public static string Of(JsonValue? value) => value is null ? "–"
        : ParameterLines.Number(value) is { } number ? Figures.Short(number)
        : ParameterLines.Text(value);
}
