using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Filler.Kubernetes.Client;
using Filler.Kubernetes.Entities;
using k8s.Models;

namespace Filler.Kubernetes.Events;

/// <summary>Writes an event under a name made of what it is about, so that a repeat, after a restart too, finds the one before.</summary>
internal sealed class EventWriter(IKubernetesClient client, string component, string instance)
{
    // Events of objects of the whole cluster are kept here, as Kubernetes itself does.
    private const string ClusterNamespace = "default";

    public async Task WriteAsync(PendingEvent pending, int count, CancellationToken cancellationToken)
    {
        var key = new NamespacedName(pending.About.NamespaceProperty ?? ClusterNamespace, Name(pending));
        var (present, created) = await client.CreateIfAbsentAsync(Create(key, pending, count), cancellationToken);
        if (created)
            return;
        var change = new JsonObject
        {
            ["count"] = (present.Count ?? 1) + count,
            ["lastTimestamp"] = pending.Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["message"] = pending.Message,
        };
        await client.PatchAsync<Corev1Event>(key, EntityPatch.Merge(change), null, cancellationToken);
    }

    // An object's name may have 253 characters, which is an event's limit too.
    private static string Name(PendingEvent pending)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(pending.Key)))[..16];
        var name = pending.About.Name;
        return $"{(name.Length > 230 ? name[..230].TrimEnd('-', '.') : name)}.{hash}";
    }

    private Corev1Event Create(NamespacedName key, PendingEvent pending, int count) => new()
    {
        Metadata = new V1ObjectMeta { Name = key.Name, NamespaceProperty = key.Namespace },
        InvolvedObject = pending.About,
        Reason = pending.Reason,
        Message = pending.Message,
        Type = pending.Type.ToString(),
        Count = count,
        FirstTimestamp = pending.Time,
        LastTimestamp = pending.Time,
        Source = new V1EventSource { Component = component },
        ReportingComponent = component,
        ReportingInstance = instance,
    };
}
