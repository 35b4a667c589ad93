using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using k8s.Models;

namespace Filler.Api;

/// <summary>A type of the manifest as its fields by manifest name: what strict reading, parameter paths and the schema share.</summary>
internal static class FieldTypes
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, PropertyInfo>> Cache = new();

    /// <summary>Fields of a record by name as written in a manifest, in order of declaration.</summary>
    public static IReadOnlyDictionary<string, PropertyInfo> Of(Type type) => Cache.GetOrAdd(type, static t =>
        t.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetIndexParameters().Length == 0 && p.SetMethod is not null && p.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .ToDictionary(Name));

    public static string Name(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    /// <summary>T of IReadOnlyList&lt;T&gt; and the like; null for other types.</summary>
    public static Type? ElementOf(Type type) =>
        type != typeof(string) && type.IsGenericType && type.GetGenericArguments().Length == 1 && typeof(System.Collections.IEnumerable).IsAssignableFrom(type)
            ? type.GetGenericArguments()[0]
            : null;

    /// <summary>T of a dictionary from strings to T; null for other types.</summary>
    public static Type? ValueOf(Type type) =>
        type.IsGenericType && type.GetGenericArguments() is [var key, var value] && key == typeof(string) ? value : null;

    /// <summary>Any mapping; what may stand in it is checked elsewhere.</summary>
    public static bool IsFree(Type type) => type == typeof(JsonObject);

    /// <summary>Kubernetes' quantities and integers that may be words.</summary>
    public static bool IsQuantity(Type type) => type == typeof(ResourceQuantity) || type == typeof(IntOrString);

    public static bool IsScalar(Type type)
    {
        var t = Nullable.GetUnderlyingType(type) ?? type;
        return t == typeof(string) || t == typeof(bool) || t == typeof(int) || t == typeof(long) || t == typeof(double) || t.IsEnum
            || t == typeof(DateTime) || t == typeof(DateTimeOffset);
    }
}
