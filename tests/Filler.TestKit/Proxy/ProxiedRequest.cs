namespace Filler.TestKit.Proxy;

/// <summary>A request as the proxy saw it. <paramref name="Number"/> counts the writes from 1; 0 for one that is not counted.</summary>
public sealed record ProxiedRequest(string Method, string Path, string Query, int Number)
{
    public bool IsWrite => Method is "POST" or "PUT" or "PATCH" or "DELETE";

    public bool IsWatch => Method == "GET" && Query.Contains("watch=true", StringComparison.Ordinal);

    /// <summary>A leader's renewals come by the clock and are no work.</summary>
    public bool IsLease => Path.Contains("/leases", StringComparison.Ordinal);

    public override string ToString() => $"{(Number > 0 ? $"write {Number}: " : "")}{Method} {Path}{Query}";
}
