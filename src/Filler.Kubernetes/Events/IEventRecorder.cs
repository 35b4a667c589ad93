using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Events;

/// <summary>
/// Tells people what happened to an object (<c>kubectl describe</c>). Repeats of a reason raise one event's count and replace its message;
/// an object that talks too much is cut short. Never waits and never throws: an event lost is no fault of the work.
/// </summary>
public interface IEventRecorder
{
    /// <param name="entity">The object that the event is about; it has a uid.</param>
    /// <param name="reason">One word in UpperCamelCase, such as <c>TrialStarted</c>: events of one reason are one event.</param>
    /// <param name="message">For people; cut at 1024 characters.</param>
    /// <param name="type"><see cref="EventType.Warning"/> when somebody should do something.</param>
    void Publish(IKubernetesObject<V1ObjectMeta> entity, string reason, string message, EventType type = EventType.Normal);
}
