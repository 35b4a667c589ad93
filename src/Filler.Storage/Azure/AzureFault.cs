using Azure;
using Azure.Identity;

namespace Filler.Storage;

/// <summary>The service's refusals in our words: which blob, what happened, what to do.</summary>
internal static class AzureFault
{
    /// <summary>Whether the exception comes from the service or the way to it.</summary>
    public static bool Is(Exception e) => e is RequestFailedException or AuthenticationFailedException or AggregateException or HttpRequestException;

    public static BlobStoreException Translate(Exception e, string blob) => e switch
    {
        RequestFailedException { ErrorCode: "ContainerNotFound" } => Of(blob, "its container does not exist", "create the container, or correct the store's address", e),
        RequestFailedException { Status: 401 or 403 } refused => Of(
            blob, $"access is refused ({refused.Status} {refused.ErrorCode})",
            "give the identity the role 'Storage Blob Data Contributor' on the container, or check the key in the secret", e, refusal: true),
        RequestFailedException { Status: > 0 } failed => Of(
            blob, $"the service answers {failed.Status} {failed.ErrorCode}", "try again; if it stays, look at the storage account's health and limits", e),
        AuthenticationFailedException => Of(
            blob, "no identity to sign in with",
            $"use workload identity (azure.workload.identity/use on the pod), run 'az login', or set {AzureAccess.ConnectionString} or {AzureAccess.Key}", e, refusal: true),
        _ => Of(blob, $"the service does not answer ({Innermost(e).Message})", "check the network, the account's name and its firewall", e),
    };

    private static BlobStoreException Of(string blob, string problem, string fix, Exception e, bool refusal = false) => new($"{blob}: {problem}; {fix}", e) { IsRefusal = refusal };

    private static Exception Innermost(Exception e)
    {
        // After several tries the SDK throws them all at once; the last says most.
        if (e is AggregateException { InnerExceptions: [.., var last] }) e = last;
        while (e.InnerException is { } inner) e = inner;
        return e;
    }
}
