using Filler.Api;

namespace Filler.Worker.Cluster;

/// <summary>The Trial that a worker in a cluster reports to.</summary>
/// <param name="PodUid">Uid of this pod; empty where the pod does not say.</param>
internal sealed record ReportTarget(string Namespace, string Name, int Attempt, string PodUid)
{
    /// <returns>The target, or null where nobody asked for reports.</returns>
    /// <exception cref="WorkerSettingsException">The variables contradict themselves.</exception>
    public static ReportTarget? Read(Func<string, string?> variable, Trial trial)
    {
        switch (variable(WorkerEnvironment.Report))
        {
            case null or "":
                return null;
            case WorkerEnvironment.ReportToKubernetes:
                var space = variable(WorkerEnvironment.Namespace) is { Length: > 0 } given ? given : trial.Metadata.NamespaceProperty;
                return space is { Length: > 0 } && trial.Metadata.Name is { Length: > 0 } name
                    ? new ReportTarget(space, name, trial.Status.Attempt, variable(WorkerEnvironment.PodUid) ?? "")
                    : throw new WorkerSettingsException(
                        $"{WorkerEnvironment.Report}={WorkerEnvironment.ReportToKubernetes} needs the Trial's name (metadata.name) and namespace "
                        + $"({WorkerEnvironment.Namespace}, or metadata.namespace)");
            case var other:
                throw new WorkerSettingsException(
                    $"{WorkerEnvironment.Report}={other}: write {WorkerEnvironment.ReportToKubernetes}, or leave it out to report to standard output alone");
        }
    }
}
