using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Filler.Api;

/// <summary>A class with a range stands for a class at each of its values: all that reads a manifest meets those (ADR 24).</summary>
public static class TargetRanges
{
    private const int LongestName = 40;

    /// <summary>The classes at the range's values; the class itself where it has none, or one that <see cref="Fault"/> refuses.</summary>
    public static IEnumerable<ClassSpec> Expand(ClassSpec c)
    {
        ArgumentNullException.ThrowIfNull(c);
        return c.Range is { } range && Fault(c) is null ? Values(range).Select(v => At(c, range.Parameter, v)) : [c];
    }

    /// <summary>Why a class's range cannot be used; null where it can, or where there is none.</summary>
    public static (string Problem, string Fix)? Fault(ClassSpec c)
    {
        ArgumentNullException.ThrowIfNull(c);
        if (c.Range is not { } range) return null;
        if (c.Target is not null) return ("stands beside a target", "keep one of them: each value of the range is a target");
        if (Varied(c.Structure) is not { } structure) return ("varies no structure of spheres", "give structure.random or structure.aggregates");
        if (Field(structure, range.Parameter) is not { } field) return ($"{range.Parameter} is no field of structure.{c.Structure.Kind()}", "name one of its numbers");
        if (!(range.Min < range.Max)) return ($"goes from {Text(range.Min)} to {Text(range.Max)}", "write min below max");
        if (field.GetCustomAttributes(typeof(RangeAttribute), false) is [RangeAttribute allowed] && !(allowed.IsValid(range.Min) && allowed.IsValid(range.Max)))
            return ($"goes from {Text(range.Min)} to {Text(range.Max)}", $"{range.Parameter} takes {Text(Convert.ToDouble(allowed.Minimum, CultureInfo.InvariantCulture))} to {Text(Convert.ToDouble(allowed.Maximum, CultureInfo.InvariantCulture))}");
        return Values(range).Select(v => Name(c, v)).FirstOrDefault(n => n.Length > LongestName) is { } longest
            ? ($"makes names such as '{longest}'", $"a name has at most {LongestName} characters: give the class a shorter one")
            : null;
    }

    private static object? Varied(StructureSpec structure) => structure.Kind() is null ? null : (object?)structure.Random ?? structure.Aggregates;

    private static System.Reflection.PropertyInfo? Field(object structure, string parameter) =>
        structure.GetType().GetProperties().FirstOrDefault(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == parameter);

    // Six digits: what is shown, what is placed and what is learned are one number.
    private static IEnumerable<double> Values(TargetRangeSpec range) => Enumerable.Range(0, range.Count)
        .Select(i => range.Min + ((range.Max - range.Min) * i / (range.Count - 1)))
        .Select(v => double.Parse(Text(v), CultureInfo.InvariantCulture));

    private static ClassSpec At(ClassSpec c, string parameter, double value) => new()
    {
        Name = Name(c, value),
        Target = value,
        Structure = new StructureSpec
        {
            Random = With(c.Structure.Random, parameter, value),
            Aggregates = With(c.Structure.Aggregates, parameter, value),
        },
    };

    private static T? With<T>(T? structure, string parameter, double value)
        where T : class
    {
        if (structure is null) return null;
        var fields = JsonSerializer.SerializeToNode(structure, FillerJson.Options)!.AsObject();
        fields[parameter] = JsonValue.Create(value);
        return fields.Deserialize<T>(FillerJson.Options);
    }

    private static string Name(ClassSpec c, double value) => $"{c.Name}-{Text(value)}";

    private static string Text(double value) => value.ToString("g6", CultureInfo.InvariantCulture);
}
