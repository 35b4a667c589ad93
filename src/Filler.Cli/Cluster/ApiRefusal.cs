using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Api;
using k8s.Autorest;

namespace Filler.Cli.Cluster;

/// <summary>What an API server refused, in its own words, and what to do about it.</summary>
internal static class ApiRefusal
{
    /// <summary>What a 404 means where more than the object is missing: its kind, or its namespace. Null: both are there.</summary>
    public static CommandFailure? OfMoreThanTheObject(HttpOperationException e, string server)
    {
        // Of a kind that it does not serve the server answers in plain text, not with a Status.
        if (Status(e) is not { } status)
            return new CommandFailure(ExitCode.BadInput, $"{server} does not know the kinds {ApiGroup.Name}/{ApiGroup.Version} Study and Trial; install the chart first: helm install filler charts/filler-operator", e);
        return (string?)status["details"]?["kind"] == "namespaces"
            ? new CommandFailure(ExitCode.BadInput, $"{Message(status, e)} on {server}; name another with -n, or make it: kubectl create namespace {status["details"]!["name"]}", e)
            : null;
    }

    /// <param name="what">The object that was asked for.</param>
    public static CommandFailure Of(HttpOperationException e, string what, string space) =>
        new(ExitCode.BadInput, $"{what} in namespace {space}: {Words(e)}{Advice(e.Response.StatusCode, space)}", e);

    private static string Words(HttpOperationException e) => Status(e) is { } status ? Message(status, e) : $"{(int)e.Response.StatusCode} {e.Response.Content}";

    private static string Message(JsonNode status, HttpOperationException e) => (string?)status["message"] ?? e.Message;

    private static string Advice(HttpStatusCode code, string space) => code switch
    {
        HttpStatusCode.Unauthorized => "; log in again, or name another user with --context",
        HttpStatusCode.Forbidden => $"; ask for a role that may (see docs/cluster.md), or name another context with --context. What you may: kubectl auth can-i --list -n {space}",
        _ => "",
    };

    private static JsonObject? Status(HttpOperationException e)
    {
        try
        {
            return JsonNode.Parse(e.Response.Content) is JsonObject { Count: > 0 } status ? status : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
