namespace Filler.Kubernetes.Client;

/// <summary>Parts of a query string; empty when there is nothing to ask.</summary>
internal static class EntityQueries
{
    public static string Selectors(ListOptions options) =>
        Optional("labelSelector", options.LabelSelector) + Optional("fieldSelector", options.FieldSelector);

    public static string Optional(string name, string? value) =>
        string.IsNullOrEmpty(value) ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
