namespace Filler.Kubernetes.Events;

/// <summary>How an event is shown.</summary>
public enum EventType
{
    Normal,
    Warning,
}
