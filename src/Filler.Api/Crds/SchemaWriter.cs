using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;

namespace Filler.Api;

/// <summary>A type of the manifest as a structural OpenAPI v3 schema, from the same attributes that refuse a wrong field on the command line.</summary>
internal static class SchemaWriter
{
    private const string AnyValue = "x-kubernetes-preserve-unknown-fields";

    /// <param name="withDefaults">The API server fills in defaults: for what users write, not for what the operator does.</param>
    public static JsonObject Of(Type type, bool withDefaults, params IReadOnlyCollection<string> leftOut)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        var defaults = withDefaults ? Activator.CreateInstance(type) : null;
        foreach (var (name, field) in FieldTypes.Of(type).Where(f => !leftOut.Contains(f.Key)))
        {
            var schema = Field(field, withDefaults);
            var needed = withDefaults && field.GetCustomAttribute<RequiredAttribute>() is not null;
            if (needed) required.Add(name);
            else if (withDefaults && Default(field, schema, defaults!) is { } value) schema["default"] = value;
            properties[name] = schema;
        }

        var result = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0) result["required"] = required;
        return result;
    }

    private static JsonObject Field(PropertyInfo field, bool withDefaults)
    {
        var schema = Value(field.PropertyType, withDefaults);
        if (field.GetCustomAttribute<DescriptionAttribute>() is { } description) schema["description"] = description.Description;
        if (field.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            schema["minimum"] = Bound(range.Minimum);
            schema["maximum"] = Bound(range.Maximum);
        }

        if (field.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
            schema["enum"] = new JsonArray([.. allowed.Values.Where(v => v is not null).Select(v => (JsonNode)v!.ToString()!)]);
        if (field.GetCustomAttribute<StringLengthAttribute>() is { } length)
        {
            if (length.MinimumLength > 0) schema["minLength"] = length.MinimumLength;
            schema["maxLength"] = length.MaximumLength;
        }

        // The attribute matches whole texts, a schema's pattern any part of one.
        if (field.GetCustomAttribute<RegularExpressionAttribute>() is { } pattern) schema["pattern"] = $"^({pattern.Pattern})$";
        if (field.GetCustomAttribute<MinLengthAttribute>() is { } least) schema["minItems"] = least.Length;
        return schema;
    }

    private static JsonObject Value(Type type, bool withDefaults)
    {
        var t = Nullable.GetUnderlyingType(type) ?? type;
        if (t == typeof(JsonValue)) return new JsonObject { [AnyValue] = true };
        if (t == typeof(JsonObject)) return new JsonObject { ["type"] = "object", [AnyValue] = true };
        if (t == typeof(Parameters)) return new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { [AnyValue] = true } };
        if (t == typeof(V1Condition)) return Condition();
        if (t == typeof(string)) return new JsonObject { ["type"] = "string" };
        if (t == typeof(bool)) return new JsonObject { ["type"] = "boolean" };
        if (t == typeof(int)) return new JsonObject { ["type"] = "integer", ["format"] = "int32" };
        if (t == typeof(long)) return new JsonObject { ["type"] = "integer", ["format"] = "int64" };
        if (t == typeof(double)) return new JsonObject { ["type"] = "number", ["format"] = "double" };
        if (t == typeof(DateTimeOffset) || t == typeof(DateTime)) return new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        if (t.IsEnum) return new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetNames(t).Select(n => (JsonNode)n)]) };
        if (FieldTypes.ElementOf(t) is { } element) return new JsonObject { ["type"] = "array", ["items"] = Value(element, withDefaults) };
        return FieldTypes.ValueOf(t) is { } value
            ? new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(value, withDefaults) }
            : Of(t, withDefaults);
    }

    private static JsonNode? Default(PropertyInfo field, JsonObject schema, object defaults)
    {
        if (field.GetValue(defaults) is not { } value) return null;
        if (FieldTypes.IsScalar(field.PropertyType)) return JsonSerializer.SerializeToNode(value, FillerJson.Options);
        // A section whose fields all have defaults: the server fills in an absent one only where it is told to begin.
        return (string?)schema["type"] == "object" && schema["properties"] is not null && schema["required"] is null ? new JsonObject() : null;
    }

    private static JsonValue Bound(object bound)
    {
        var value = Convert.ToDouble(bound, CultureInfo.InvariantCulture);
        return value == Math.Floor(value) && Math.Abs(value) < 1e15 ? JsonValue.Create((long)value) : JsonValue.Create(Math.Clamp(value, -1e300, 1e300));
    }

    private static JsonObject Condition() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("type", "status"),
        ["properties"] = new JsonObject
        {
            ["type"] = Text("What is said to hold or not."),
            ["status"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("True", "False", "Unknown") },
            ["reason"] = Text("Why, in one word for programs."),
            ["message"] = Text("Why, for people."),
            ["observedGeneration"] = new JsonObject { ["type"] = "integer", ["format"] = "int64" },
            ["lastTransitionTime"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        },
    };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
