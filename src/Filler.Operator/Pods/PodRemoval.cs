using Filler.Kubernetes.Client;
using Filler.Kubernetes.Entities;
using k8s.Models;

namespace Filler.Operator.Pods;

internal static class PodRemoval
{
    /// <summary>Deletes that very pod: never a later one of its name.</summary>
    public static async Task RemoveAsync(this IKubernetesClient client, V1Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteAsync<V1Pod>(NamespacedName.Of(pod), new DeletePreconditions(pod.Metadata.Uid), cancellationToken);
        }
        catch (ApiException e) when (e.IsConflict)
        {
            // Another pod has the name by now: the next look at the study sees it.
        }
    }
}
