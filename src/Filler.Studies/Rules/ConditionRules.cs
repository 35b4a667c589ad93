using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>What <c>when</c> may say: another searched parameter, values that it can have, and no circle.</summary>
internal static class ConditionRules
{
    public static IEnumerable<ManifestProblem> Check(ParameterSpec parameter, IReadOnlyDictionary<string, ParameterSpec> known, string at)
    {
        if (parameter.When is not { Count: > 0 } when) yield break;
        foreach (var (path, values) in when)
        {
            var place = $"{at}.when.{path}";
            if (!known.TryGetValue(path, out var other))
            {
                var nearest = known.Keys.Where(k => k != parameter.Path).MinBy(k => EditDistance.Between(path, k));
                yield return new ManifestProblem(place, $"'{path}' is not searched", nearest is null ? "remove the condition" : $"name a searched parameter, e.g. '{nearest}', or remove the condition");
                continue;
            }

            if (values.Count == 0) yield return new ManifestProblem(place, "is empty, so the parameter would never exist", "list the values under which it exists");
            foreach (var value in values.Where(v => !CanBe(other, ParameterValues.FromJson(v))))
                yield return new ManifestProblem(place, $"{Text(value)} is no value that {path} can have", $"write {Possible(other)}");
        }
    }

    /// <summary>One problem for each circle, at its first parameter.</summary>
    public static IEnumerable<ManifestProblem> Circles(IReadOnlyList<ParameterSpec> parameters, Func<int, string> placeOf)
    {
        var reported = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < parameters.Count; i++)
        {
            if (Circle(parameters, parameters[i].Path) is not { } circle || !reported.Add(circle.Order(StringComparer.Ordinal).First())) continue;
            yield return new ManifestProblem($"{placeOf(i)}.when", $"hangs on itself: {string.Join(" → ", [.. circle, circle[0]])}", "remove one of these conditions");
        }
    }

    private static List<string>? Circle(IReadOnlyList<ParameterSpec> parameters, string start)
    {
        var way = new List<string>();
        return Follow(start) ? way : null;

        bool Follow(string path)
        {
            if (way.Count > 0 && path == start) return true;
            if (way.Contains(path)) return false;
            way.Add(path);
            var next = parameters.FirstOrDefault(p => p.Path == path)?.When?.Keys ?? [];
            if (next.Any(Follow)) return true;
            way.RemoveAt(way.Count - 1);
            return false;
        }
    }

    private static bool CanBe(ParameterSpec parameter, ParameterValue value) => parameter switch
    {
        { Choice: { } choices } => choices.Any(c => ParameterValues.Same(ParameterValues.FromJson(c), value)),
        { Int: { } r } => value is ParameterValue.Integer i && i.Value >= r.Min && i.Value <= r.Max && (i.Value - r.Min) % Math.Max(1, r.Step) == 0,
        // A draw from a continuous range equals a listed value with probability 0.
        { Double: { Step: { } step } r } => ParameterValues.IsNumber(value) && value.AsDouble() is var x && x >= r.Min && x <= r.Max
            && Math.Abs(((x - r.Min) / step) - Math.Round((x - r.Min) / step)) < 1e-9,
        _ => false,
    };

    private static string Possible(ParameterSpec parameter) => parameter switch
    {
        { Choice: { } choices } => $"some of: {string.Join(", ", choices.Select(Text))}",
        { Int: { } r } => $"whole numbers from {r.Min} to {r.Max}{(r.Step > 1 ? $" in steps of {r.Step}" : "")}",
        { Double: { Step: { } step } r } => $"numbers from {r.Min:R} to {r.Max:R} in steps of {step:R}",
        _ => "a condition on a parameter with choice, int or a step",
    };

    private static string Text(JsonValue value) => ParameterValues.FromJson(value).ToString();
}
