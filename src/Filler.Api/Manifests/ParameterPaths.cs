using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Filler.Api;

/// <summary>The fields that a search may vary: every scalar of dataset, model and training, by its path in the manifest.</summary>
public static class ParameterPaths
{
    private static readonly string[] Sections = ["dataset", "model", "training"];

    /// <summary>Whether the path names a scalar field of dataset, model or training.</summary>
    public static bool Exists(string path) => Find(path) is { } field && FieldTypes.IsScalar(field.PropertyType);

    /// <summary>The searchable path nearest in spelling, for "did you mean".</summary>
    public static string Nearest(string path) => All().MinBy(p => EditDistance.Between(path, p))!;

    /// <returns>Null where the field takes the value; else what is wrong and the fix.</returns>
    public static (string Problem, string Fix)? Check(string path, JsonValue value) =>
        Find(path) is { } field ? ScalarRules.Check(field.PropertyType, field, value) : ("names no field", $"did you mean '{Nearest(path)}'?");

    /// <summary>Whether the field holds whole numbers.</summary>
    public static bool IsWhole(string path) =>
        Find(path) is { } field && (Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType) is var type && (type == typeof(int) || type == typeof(long));

    /// <summary>The specification with each field at its parameter's value.</summary>
    /// <exception cref="ArgumentException">A path names no field of this specification, or the field refuses the value.</exception>
    public static StudySpec Apply(StudySpec spec, Parameters values)
    {
        var tree = new JsonObject
        {
            ["dataset"] = JsonSerializer.SerializeToNode(spec.Dataset, FillerJson.Options),
            ["model"] = JsonSerializer.SerializeToNode(spec.Model, FillerJson.Options),
            ["training"] = JsonSerializer.SerializeToNode(spec.Training, FillerJson.Options),
        };
        foreach (var (path, value) in values)
        {
            if (Check(path, value) is { } wrong) throw new ArgumentException($"{path}: {wrong.Problem}; {wrong.Fix}", nameof(values));
            Set(tree, path, value);
        }

        return spec with
        {
            Dataset = tree["dataset"].Deserialize<DatasetSpec>(FillerJson.Options)!,
            Model = tree["model"].Deserialize<ModelSpec>(FillerJson.Options)!,
            Training = tree["training"].Deserialize<TrainingSpec>(FillerJson.Options)!,
        };
    }

    /// <summary>The value that the specification gives the field; null where it has none.</summary>
    public static JsonNode? Get(StudySpec spec, string path)
    {
        JsonNode? node = JsonSerializer.SerializeToNode(spec, FillerJson.Options);
        foreach (var segment in FieldPath.Parse(path) ?? [])
        {
            node = (node as JsonObject)?[segment.Name];
            if (segment.Index is { } i) node = node is JsonArray list && i < list.Count ? list[i] : null;
        }

        return node;
    }

    private static void Set(JsonObject tree, string path, JsonValue value)
    {
        var segments = FieldPath.Parse(path)!;
        JsonNode parent = tree;
        foreach (var segment in segments.Take(segments.Count - 1))
        {
            var child = parent[segment.Name];
            if (segment.Index is { } i) child = child is JsonArray list && i < list.Count ? list[i] : null;
            // A path may not conjure up a second kind of structure or a class that the manifest does not have.
            parent = child ?? throw new ArgumentException($"{path}: the manifest has no {segment}", nameof(path));
        }

        parent[segments[^1].Name] = value.DeepClone();
    }

    private static PropertyInfo? Find(string path)
    {
        if (FieldPath.Parse(path) is not { Count: > 1 } segments || !Sections.Contains(segments[0].Name)) return null;
        PropertyInfo? field = null;
        var type = typeof(StudySpec);
        foreach (var segment in segments)
        {
            if (!FieldTypes.Of(type).TryGetValue(segment.Name, out field)) return null;
            type = field.PropertyType;
            if (segment.Index is not null)
            {
                if (FieldTypes.ElementOf(type) is not { } element) return null;
                type = element;
            }
        }

        return segments[^1].Index is null ? field : null;
    }

    private static IEnumerable<string> All() => Sections.SelectMany(s => Scalars(s, FieldTypes.Of(typeof(StudySpec))[s].PropertyType));

    private static IEnumerable<string> Scalars(string path, Type type)
    {
        foreach (var (name, field) in FieldTypes.Of(type))
        {
            if (FieldTypes.IsScalar(field.PropertyType)) yield return $"{path}.{name}";
            else if (FieldTypes.ElementOf(field.PropertyType) is null && FieldTypes.ValueOf(field.PropertyType) is null)
                foreach (var below in Scalars($"{path}.{name}", field.PropertyType)) yield return below;
        }
    }
}
