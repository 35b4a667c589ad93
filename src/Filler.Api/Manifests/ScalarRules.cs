using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Filler.Api;

/// <summary>Whether a scalar fits a field: its type, then the field's own bounds, given by its attributes.</summary>
internal static class ScalarRules
{
    /// <returns>Null where the value fits; else what is wrong and the fix.</returns>
    public static (string Problem, string Fix)? Check(Type type, PropertyInfo? field, JsonNode? value)
    {
        var nullable = Nullable.GetUnderlyingType(type) is not null || (type == typeof(string) && MayBeNull(field)) || type == typeof(JsonValue);
        if (value is null) return nullable && field?.GetCustomAttribute<RequiredAttribute>() is null ? null : ("has no value", $"write {Wanted(type)}");
        if (value is not JsonValue scalar) return ($"is a {Kind(value)}", $"write {Wanted(type)}");
        return WrongType(Nullable.GetUnderlyingType(type) ?? type, scalar) ?? OutOfBounds(field, scalar);
    }

    private static bool MayBeNull(PropertyInfo? field) => field is null || new NullabilityInfoContext().Create(field).WriteState != NullabilityState.NotNull;

    public static string Kind(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject => "mapping",
        JsonArray => "list",
        _ => "single value",
    };

    /// <summary>The value as in the manifest; long ones cut, so that an error stays a line.</summary>
    public static string Shown(JsonNode value)
    {
        var text = value.ToJsonString(FillerJson.Options);
        return text.Length <= 60 ? text : text[..57] + "…";
    }

    private static (string, string)? WrongType(Type type, JsonValue value)
    {
        var kind = value.GetValueKind();
        var fits = type == typeof(string) || type.IsEnum || type == typeof(DateTime) || type == typeof(DateTimeOffset) ? kind == JsonValueKind.String
            : type == typeof(bool) ? kind is JsonValueKind.True or JsonValueKind.False
            : type == typeof(double) ? kind == JsonValueKind.Number
            : type == typeof(int) ? kind == JsonValueKind.Number && Whole(value) is >= int.MinValue and <= int.MaxValue
            : type == typeof(long) ? kind == JsonValueKind.Number && Whole(value) is not null
            : kind is not JsonValueKind.Object and not JsonValueKind.Array;
        return fits ? null : ($"{Shown(value)} is not {Wanted(type)}", $"write {Wanted(type)}");
    }

    private static (string, string)? OutOfBounds(PropertyInfo? field, JsonValue value)
    {
        if (field is null) return null;
        if (field.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            var number = double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
            var min = Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture);
            var max = Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture);
            if (number < min || number > max) return ($"{Shown(value)} is out of range", $"write a value from {min:R} to {max:R}");
        }

        if (field.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed && !allowed.Values.Contains(value.ToString()))
            return ($"{Shown(value)} is unknown", $"write one of: {string.Join(", ", allowed.Values.Where(v => v is not null))}");
        if (field.GetCustomAttribute<StringLengthAttribute>() is { } length && (value.ToString().Length < length.MinimumLength || value.ToString().Length > length.MaximumLength))
            return ($"{Shown(value)} has {value.ToString().Length} characters", $"write {length.MinimumLength} to {length.MaximumLength}");
        return field.GetCustomAttribute<RegularExpressionAttribute>() is { } pattern && !pattern.IsValid(value.ToString())
            ? ($"{Shown(value)} has characters that are not allowed", "use letters, digits, '.', '_', '-' and spaces, a letter or digit first")
            : null;
    }

    private static long? Whole(JsonValue value) =>
        long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    private static string Wanted(Type type)
    {
        var t = Nullable.GetUnderlyingType(type) ?? type;
        return t == typeof(bool) ? "true or false"
            : t == typeof(int) || t == typeof(long) ? "a whole number"
            : t == typeof(double) ? "a number"
            : t == typeof(string) ? "text"
            : t.IsEnum ? $"one of: {string.Join(", ", Enum.GetNames(t))}"
            : t == typeof(JsonValue) ? "a number, a word, true or false"
            : "a point in time";
    }
}
