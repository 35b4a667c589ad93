using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Filler.Api;

/// <summary>Holds a tree against the type it will become and lists everything that does not fit, so that users mend a manifest in one go.</summary>
internal sealed class StrictShape
{
    private readonly List<ManifestProblem> problems = [];

    public static IReadOnlyList<ManifestProblem> Check(JsonNode? node, Type type)
    {
        var shape = new StrictShape();
        shape.Visit("", type, null, node);
        return shape.problems;
    }

    private void Visit(string path, Type type, PropertyInfo? field, JsonNode? node)
    {
        if (FieldTypes.IsScalar(type) || type == typeof(JsonValue))
        {
            if (ScalarRules.Check(type, field, node) is { } wrong) problems.Add(new ManifestProblem(path, wrong.Problem, wrong.Fix));
        }
        else if (FieldTypes.IsFree(type))
        {
            if (node is not null and not JsonObject) problems.Add(new ManifestProblem(path, $"is a {ScalarRules.Kind(node)}", "write a mapping: name: value"));
        }
        else if (FieldTypes.IsQuantity(type))
        {
            if (node is not null and not JsonValue) problems.Add(new ManifestProblem(path, $"is a {ScalarRules.Kind(node)}", "write a number or a quantity such as 4Gi"));
        }
        else if (FieldTypes.ElementOf(type) is { } element)
        {
            VisitList(path, element, field, node);
        }
        else if (FieldTypes.ValueOf(type) is { } value)
        {
            if (node is JsonObject map)
            {
                foreach (var (key, item) in map) Visit(Join(path, key), value, null, item);
            }
            else if (node is not null)
            {
                problems.Add(new ManifestProblem(path, $"is a {ScalarRules.Kind(node)}", "write a mapping: name: value"));
            }
        }
        else
        {
            VisitRecord(path, type, field, node);
        }
    }

    private void VisitList(string path, Type element, PropertyInfo? field, JsonNode? node)
    {
        if (node is not JsonArray list)
        {
            problems.Add(new ManifestProblem(path, node is null ? "has no value" : $"is a {ScalarRules.Kind(node)}", "write a list: [a, b]"));
            return;
        }

        if (field?.GetCustomAttribute<MinLengthAttribute>() is { } least && list.Count < least.Length)
            problems.Add(new ManifestProblem(path, $"has {list.Count} {(list.Count == 1 ? "entry" : "entries")}", $"write at least {least.Length}"));
        for (var i = 0; i < list.Count; i++) Visit($"{path}[{i}]", element, null, list[i]);
    }

    private void VisitRecord(string path, Type type, PropertyInfo? field, JsonNode? node)
    {
        if (node is not JsonObject mapping)
        {
            if (node is not null) problems.Add(new ManifestProblem(path, $"{(node is JsonValue v ? ScalarRules.Shown(v) : $"a {ScalarRules.Kind(node)}")} stands where fields are expected", "write a mapping: field: value"));
            else if (field is null || field.GetCustomAttribute<RequiredAttribute>() is not null) problems.Add(new ManifestProblem(path, "is empty", $"give its fields: {Names(type)}"));
            // Taken for absent it would mean the default, and for a layer or a kind of model another one than is written.
            else problems.Add(new ManifestProblem(path, "is empty", "write {} for its defaults, or leave it out"));
            return;
        }

        var fields = FieldTypes.Of(type);
        foreach (var (name, value) in mapping)
        {
            if (fields.TryGetValue(name, out var known)) Visit(Join(path, name), known.PropertyType, known, value);
            else problems.Add(new ManifestProblem(Join(path, name), "unknown field", Suggestion(name, fields.Keys)));
        }

        foreach (var (name, missing) in fields)
        {
            if (missing.GetCustomAttribute<RequiredAttribute>() is not null && !mapping.ContainsKey(name))
                problems.Add(new ManifestProblem(Join(path, name), "is missing", "add it"));
        }
    }

    private static string Suggestion(string name, IEnumerable<string> known)
    {
        var nearest = known.MinBy(k => EditDistance.Between(name, k));
        return nearest is not null && EditDistance.Between(name, nearest) <= Math.Max(2, name.Length / 3)
            ? $"did you mean '{nearest}'?"
            : $"known fields here: {string.Join(", ", known)}";
    }

    private static string Names(Type type) => string.Join(", ", FieldTypes.Of(type).Keys);

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
