namespace Filler.Kubernetes.Client;

/// <summary>One request to the API server; verb and resource are low-cardinality names for figures.</summary>
internal sealed record ApiRequest(HttpMethod Method, string Path, string Verb, string Resource, string? Body = null, string MediaType = "application/json")
{
    public bool IsWrite => Method != HttpMethod.Get;
}
