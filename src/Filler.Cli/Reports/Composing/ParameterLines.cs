using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>The searched parameters as axes and table columns.</summary>
internal static class ParameterLines
{
    public static IReadOnlyList<ReportParameter> Of(IReadOnlyList<ParameterSpec> parameters, IReadOnlyDictionary<string, double> importance)
    {
        var labels = Labels([.. parameters.Select(p => p.Path)]);
        return [.. parameters.Select((p, i) => new ReportParameter(
            p.Path,
            labels[i],
            (p.Int?.Scale ?? p.Double?.Scale) == "log" || (p.Choice is { Count: > 2 } choice && IsGeometric(choice)),
            p.Int is not null,
            p.Choice is { } values && !values.All(IsNumber) ? [.. values.Select(Text)] : null,
            importance.TryGetValue(p.Path, out var share) ? share : null))];
    }

    /// <summary>A word without its quotes; numbers and truth values as in the manifest.</summary>
    public static string Text(JsonValue value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    /// <summary>The number that a value is; null for words and truth values.</summary>
    public static double? Number(JsonValue value) =>
        IsNumber(value) ? double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) : null;

    private static bool IsNumber(JsonValue value) => value.GetValueKind() == JsonValueKind.Number;

    // 500, 2000, 8000 are evenly spaced on a logarithmic axis only.
    private static bool IsGeometric(IReadOnlyList<JsonValue> choice)
    {
        double?[] numbers = [.. choice.Select(Number)];
        return numbers.All(n => n > 0) && numbers.Max() / numbers.Min() >= 8;
    }

    // The last word says enough (learningRate) unless it is shared, or a split's name (imagesPerClass.train).
    private static string[] Labels(string[] paths)
    {
        string[] last = [.. paths.Select(p => Tail(p, 1))];
        return [.. paths.Select((path, i) =>
            last[i] is "train" or "validation" or "evaluation" ? Tail(path, 2)
            : last.Count(l => l == last[i]) == 1 ? last[i]
            : path)];
    }

    private static string Tail(string path, int words)
    {
        var parts = path.Split('.');
        return string.Join('.', parts[Math.Max(0, parts.Length - words)..]);
    }
}
