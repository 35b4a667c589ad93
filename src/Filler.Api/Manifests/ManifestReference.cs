using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Filler.Api;

/// <summary>The manifest's fields as a page for people, from the same attributes that refuse a wrong one: docs/manifest.md, checked for drift.</summary>
public static class ManifestReference
{
    /// <summary>Markdown: one table a section, one row a field.</summary>
    public static string Render()
    {
        var page = new StringBuilder();
        page.AppendLine("# The manifest").AppendLine();
        page.AppendLine("Every field of a Study's `spec`, with its default. Unknown fields are refused. Rendered from the code by `make golden`.");
        Section(page, "spec", typeof(StudySpec));
        return page.ToString();
    }

    private static void Section(StringBuilder page, string path, Type type)
    {
        var defaults = Activator.CreateInstance(type);
        var below = new List<(string Path, Type Type)>();
        page.AppendLine().AppendLine($"## {path}").AppendLine();
        page.AppendLine("| field | value | default | meaning |").AppendLine("|---|---|---|---|");
        foreach (var (name, field) in FieldTypes.Of(type))
        {
            var child = Nested(field.PropertyType);
            if (child is not null) below.Add((field.PropertyType == child ? $"{path}.{name}" : $"{path}.{name}[]", child));
            page.AppendLine($"| `{name}` | {Value(field, child)} | {Default(field, child, defaults)} | {Cell(field.GetCustomAttribute<DescriptionAttribute>()?.Description)} |");
        }

        foreach (var (childPath, childType) in below) Section(page, childPath, childType);
    }

    private static Type? Nested(Type type)
    {
        var inner = FieldTypes.ElementOf(type) ?? type;
        return inner.Assembly == typeof(ManifestReference).Assembly && inner.IsClass ? inner : null;
    }

    private static string Value(PropertyInfo field, Type? child)
    {
        var type = Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType;
        if (child is not null) return type == child ? "fields below" : "list of the fields below";
        if (field.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
            return string.Join(", ", allowed.Values.Where(v => v is not null).Select(v => $"`{v}`"));
        var kind = type == typeof(bool) ? "true or false"
            : type == typeof(int) || type == typeof(long) ? "whole number"
            : type == typeof(double) ? "number"
            : type == typeof(string) ? "text"
            : FieldTypes.IsFree(type) ? "mapping"
            : FieldTypes.ValueOf(type) is { } value ? value == typeof(string) ? "name: text" : "path: list of values"
            : "list of values";
        return field.GetCustomAttribute<RangeAttribute>() is { } range ? $"{kind}, {Bound(range.Minimum)} to {Bound(range.Maximum)}" : kind;
    }

    private static string Default(PropertyInfo field, Type? child, object? defaults)
    {
        if (field.GetCustomAttribute<RequiredAttribute>() is not null) return "required";
        if (child is not null || FieldTypes.ValueOf(field.PropertyType) is not null) return "";
        return field.GetValue(defaults) is { } value ? $"`{string.Format(CultureInfo.InvariantCulture, "{0}", value).Replace("True", "true").Replace("False", "false")}`" : "";
    }

    private static string Bound(object bound)
    {
        var value = Convert.ToDouble(bound, CultureInfo.InvariantCulture);
        return value.ToString(value == Math.Truncate(value) && Math.Abs(value) <= 1e9 ? "0" : "G6", CultureInfo.InvariantCulture);
    }

    private static string Cell(string? text) => text?.Replace("|", "\\|") ?? "";
}
