namespace Filler.TestKit.Cluster;

/// <summary>One request that the API server answered; absent parts are empty.</summary>
public sealed record AuditEntry(
    string User, string Verb, string Group, string Resource, string Subresource, string Namespace, string Name, int Code, string Uri, string UserAgent)
{
    public bool IsWrite => Verb is "create" or "update" or "patch" or "delete" or "deletecollection";
}
