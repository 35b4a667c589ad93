using System.Text.Json;

namespace Filler.Kubernetes.Client;

/// <summary>Which objects of a collection. Null selectors take all.</summary>
public sealed record ListOptions(string? LabelSelector = null, string? FieldSelector = null)
{
    /// <summary>Objects a page; pages are followed to the end.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>
    /// Told of an object that is not JSON of its type (one of a later version, say), which then is left out. Null: that is an exception.
    /// </summary>
    public Action<string, JsonException>? Unreadable { get; init; }
}
