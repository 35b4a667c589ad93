using k8s.Models;

namespace Filler.Kubernetes.Events;

/// <summary>An event on its way to the API server.</summary>
internal sealed record PendingEvent(V1ObjectReference About, string Reason, string Message, EventType Type, DateTime Time)
{
    /// <summary>Events of one object, reason and type are one event.</summary>
    public string Key => $"{About.Uid}/{Reason}/{Type}";
}
