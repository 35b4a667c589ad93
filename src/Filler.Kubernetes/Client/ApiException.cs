using System.Net;
using k8s.Models;

namespace Filler.Kubernetes.Client;

/// <summary>The API server refused a request. Its <see cref="Reason"/> is the server's own word, such as <c>Conflict</c>.</summary>
public sealed class ApiException(HttpStatusCode statusCode, V1Status? status, string request, TimeSpan? retryAfter)
    : Exception($"{request}: {(int)statusCode} {status?.Reason ?? statusCode.ToString()}{(status?.Message is { } m ? ": " + m : "")}")
{
    public HttpStatusCode StatusCode => statusCode;

    public V1Status? Status => status;

    public string Reason => status?.Reason ?? statusCode.ToString();

    /// <summary>How long the server asked to wait; null when it did not.</summary>
    public TimeSpan? RetryAfter => retryAfter;

    public bool IsNotFound => statusCode == HttpStatusCode.NotFound;

    public bool IsAlreadyExists => statusCode == HttpStatusCode.Conflict && Reason == "AlreadyExists";

    /// <summary>The object changed since it was read, or a precondition does not hold.</summary>
    public bool IsConflict => statusCode == HttpStatusCode.Conflict && !IsAlreadyExists;

    /// <summary>The history asked for is no more: list again.</summary>
    public bool IsGone => statusCode == HttpStatusCode.Gone || Reason is "Expired" or "Gone";

    public bool IsInvalid => statusCode is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest;
}
