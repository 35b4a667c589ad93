using System.Text;
using System.Text.Json;

namespace Filler.TestKit.Cluster;

/// <summary>What the API server was asked, by whom, in the order in which it answered.</summary>
public sealed class AuditLog(string file)
{
    public string File => file;

    /// <summary>All requests so far. The server writes a request's line just before its answer leaves, so a caller finds its own.</summary>
    public IReadOnlyList<AuditEntry> Read()
    {
        if (!System.IO.File.Exists(file))
            return [];
        // The server holds the file open and may be in the middle of a line.
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    private static AuditEntry Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var entry = document.RootElement;
        var resource = entry.TryGetProperty("objectRef", out var found) ? found : default;
        return new AuditEntry(
            Text(entry.GetProperty("user"), "username") ?? "",
            Text(entry, "verb") ?? "",
            Text(resource, "apiGroup") ?? "",
            Text(resource, "resource") ?? "",
            Text(resource, "subresource") ?? "",
            Text(resource, "namespace") ?? "",
            Text(resource, "name") ?? "",
            entry.TryGetProperty("responseStatus", out var status) && status.TryGetProperty("code", out var code) ? code.GetInt32() : 0,
            Text(entry, "requestURI") ?? "",
            Text(entry, "userAgent") ?? "");
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
