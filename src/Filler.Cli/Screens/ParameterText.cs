using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Api;

namespace Filler.Cli.Screens;

/// <summary>Parameters for people: the last word of each path, numbers to four digits.</summary>
internal static class ParameterText
{
    public static string Of(Parameters parameters) => string.Join(", ", parameters.Select(p => $"{Name(p.Key)} {Value(p.Value)}"));

    public static string Name(string path) => path[(path.LastIndexOf('.') + 1)..];

    public static string Value(JsonValue value) =>
        value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var number) ? $"{number:G4}" : value.ToString();
}
