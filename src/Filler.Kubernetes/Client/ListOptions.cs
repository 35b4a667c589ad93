namespace Filler.Kubernetes.Client;

/// <summary>Which objects of a collection. Null selectors take all.</summary>
public sealed record ListOptions(string? LabelSelector = null, string? FieldSelector = null)
{
    /// <summary>Objects a page; pages are followed to the end.</summary>
    public int PageSize { get; init; } = 500;
}
