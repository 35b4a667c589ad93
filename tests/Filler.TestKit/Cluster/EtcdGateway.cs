using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Filler.TestKit.Cluster;

/// <summary>The few questions that tests put to etcd itself, over its JSON gateway.</summary>
internal sealed class EtcdGateway(Uri address) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = address };

    public Uri Address => address;

    public async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync("health", cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task CompactAsync(CancellationToken cancellationToken)
    {
        var head = await PostAsync("v3/kv/range", new { key = Base64("/"), limit = 1 }, cancellationToken);
        var revision = head.GetProperty("header").GetProperty("revision").GetString();
        await PostAsync("v3/kv/compaction", new { revision, physical = true }, cancellationToken);
    }

    public Task PutAsync(string key, string value, CancellationToken cancellationToken) =>
        PostAsync("v3/kv/put", new { key = Base64(key), value = Base64(value) }, cancellationToken);

    public async Task<long> StoredBytesAsync(string prefix, CancellationToken cancellationToken)
    {
        // The end of a prefix's range is the prefix with its last byte raised by one.
        var end = prefix[..^1] + (char)(prefix[^1] + 1);
        var answer = await PostAsync("v3/kv/range", new { key = Base64(prefix), range_end = Base64(end) }, cancellationToken);
        return answer.TryGetProperty("kvs", out var pairs)
            ? pairs.EnumerateArray().Sum(p => (long)(Length(p, "key") + Length(p, "value")))
            : 0;
    }

    public void Dispose() => client.Dispose();

    private static int Length(JsonElement pair, string name) =>
        pair.TryGetProperty(name, out var value) ? value.GetBytesFromBase64().Length : 0;

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var response = await client.PostAsJsonAsync(path, body, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"etcd answered {(int)response.StatusCode} to {path}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
