using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>One searched field: that it exists, takes every value of its range, and that the range is one.</summary>
internal static class ParameterRules
{
    /// <param name="at">The parameter's place: <c>spec.search.parameters[1]</c>.</param>
    public static IEnumerable<ManifestProblem> Check(StudySpec spec, ParameterSpec parameter, string at)
    {
        if (PathProblem(spec, parameter.Path, at) is { } unknown) return [unknown];
        object?[] kinds = [parameter.Int, parameter.Double, parameter.Choice];
        var given = kinds.Count(k => k is not null);
        if (given != 1)
        {
            return given == 0
                ? [new ManifestProblem(at, "says no values", "give one of: int, double, choice")]
                : [new ManifestProblem(at, $"says its values {given} times", "keep one of: int, double, choice")];
        }

        var grid = spec.Search.Algorithm == "grid";
        return parameter.Int is { } whole ? Integers(parameter.Path, whole, $"{at}.int")
            : parameter.Double is { } real ? Reals(parameter.Path, real, $"{at}.double", grid)
            : Choices(parameter.Path, parameter.Choice!, $"{at}.choice");
    }

    /// <summary>Numbers in rising order are neighbours: a sampler may look between them.</summary>
    public static bool AreOrdered(IReadOnlyList<ParameterValue> choices) =>
        choices.All(ParameterValues.IsNumber) && choices.Zip(choices.Skip(1)).All(pair => pair.First.AsDouble() < pair.Second.AsDouble());

    private static ManifestProblem? PathProblem(StudySpec spec, string path, string at)
    {
        if (!ParameterPaths.Exists(path))
            return new ManifestProblem($"{at}.path", $"'{path}' names no field that can be searched", $"did you mean '{ParameterPaths.Nearest(path)}'?");

        // The field exists in the schema; a class or a structure on the way may still be missing from this manifest.
        var way = path[..path.LastIndexOf('.')];
        return ParameterPaths.Get(spec, way) is null
            ? new ManifestProblem($"{at}.path", $"'{path}': this manifest has no {way}", $"add {way}, or search another field")
            : null;
    }

    private static IEnumerable<ManifestProblem> Integers(string path, IntRange range, string at)
    {
        foreach (var problem in Bounds(path, JsonValue.Create(range.Min), JsonValue.Create(range.Max), at)) yield return problem;
        if (range.Min > range.Max) yield return Upside($"{at}.min", range.Min, range.Max);
        if (range.Scale == "log" && range.Min <= 0) yield return Touching($"{at}.min", range.Min, "1");
    }

    private static IEnumerable<ManifestProblem> Reals(string path, DoubleRange range, string at, bool grid)
    {
        if (ParameterPaths.IsWhole(path))
        {
            yield return new ManifestProblem(at, $"'{path}' takes whole numbers only", "write int: { min, max }");
            yield break;
        }

        foreach (var problem in Bounds(path, JsonValue.Create(range.Min), JsonValue.Create(range.Max), at)) yield return problem;
        if (range.Min > range.Max) yield return Upside($"{at}.min", range.Min, range.Max);
        if (range.Scale == "log" && range.Min <= 0) yield return Touching($"{at}.min", range.Min, "1.0e-5");
        if (grid && range.Step is null && range.Min < range.Max)
            yield return new ManifestProblem($"{at}.step", "is missing: a grid cannot hold every real number", "add step, or write choice: [...]");
    }

    private static IEnumerable<ManifestProblem> Choices(string path, IReadOnlyList<JsonValue> choices, string at)
    {
        if (choices.Count == 0) yield return new ManifestProblem(at, "is empty", "write at least one value");
        for (var i = 0; i < choices.Count; i++)
        {
            var value = ParameterValues.FromJson(choices[i]);
            if (ParameterPaths.Check(path, choices[i]) is { } wrong) yield return new ManifestProblem($"{at}[{i}]", wrong.Problem, wrong.Fix);
            else if (choices.Take(i).Any(other => ParameterValues.Same(ParameterValues.FromJson(other), value)))
                yield return new ManifestProblem($"{at}[{i}]", $"{value} stands twice", "keep one");
        }
    }

    private static IEnumerable<ManifestProblem> Bounds(string path, JsonValue min, JsonValue max, string at)
    {
        if (ParameterPaths.Check(path, min) is { } low) yield return new ManifestProblem($"{at}.min", low.Problem, low.Fix);
        if (ParameterPaths.Check(path, max) is { } high) yield return new ManifestProblem($"{at}.max", high.Problem, high.Fix);
    }

    private static ManifestProblem Upside(string at, object min, object max) => new(at, $"{min} is above max {max}", "swap the two");

    private static ManifestProblem Touching(string at, object min, string example) =>
        new(at, $"{min} on a logarithmic scale, which never reaches 0", $"write a value above 0, e.g. {example}, or scale: linear");
}
