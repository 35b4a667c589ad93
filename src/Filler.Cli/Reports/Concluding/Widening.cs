using System.Globalization;
using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Studies;

namespace Filler.Cli.Reports;

/// <summary>A searched parameter with values beyond those that it had, as <c>--set</c> takes them.</summary>
internal static class Widening
{
    /// <returns><c>search.parameters[1].int.max=6</c>; null where the manifest's rules refuse the value, or the parameter has no numbers.</returns>
    public static string? To(StudySpec spec, string path, double value)
    {
        var index = spec.Search.Parameters.ToList().FindIndex(p => p.Path == path);
        if (index < 0 || !double.IsFinite(value)) return null;
        var parameter = spec.Search.Parameters[index];
        if (Wider(parameter, value) is not { } wider) return null;
        ParameterSpec[] parameters = [.. spec.Search.Parameters];
        parameters[index] = wider.Parameter;
        var asked = spec with { Search = spec.Search with { Parameters = parameters } };
        return StudyRules.Check(asked).Count > 0 ? null : $"search.parameters[{index}].{wider.Field}";
    }

    private static (ParameterSpec Parameter, string Field)? Wider(ParameterSpec parameter, double value)
    {
        if (parameter.Int is { } whole)
        {
            var (end, low) = ((long)Math.Round(value), value < whole.Min);
            return (parameter with { Int = low ? whole with { Min = end } : whole with { Max = end } }, $"int.{(low ? "min" : "max")}={end}");
        }

        if (parameter.Double is { } real)
        {
            var low = value < real.Min;
            return (parameter with { Double = low ? real with { Min = value } : real with { Max = value } }, $"double.{(low ? "min" : "max")}={Text(value)}");
        }

        if (parameter.Choice is not { } choice || choice.Any(c => ParameterLines.Number(c) is null)) return null;
        double[] values = [.. choice.Select(c => ParameterLines.Number(c)!.Value).Append(value).Distinct().Order()];
        return (parameter with { Choice = [.. values.Select(Json)] }, $"choice=[{string.Join(", ", values.Select(Text))}]");
    }

    // Whole numbers stay whole: a field of images takes no 960.0.
    private static JsonValue Json(double value) => value == Math.Floor(value) && Math.Abs(value) < 1e15 ? JsonValue.Create((long)value) : JsonValue.Create(value);

    private static string Text(double value) => value.ToString("0.############", CultureInfo.InvariantCulture) is var plain && plain != "0" ? plain : value.ToString("R", CultureInfo.InvariantCulture);
}
