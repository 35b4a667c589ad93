using Filler.TestKit.Cluster;

namespace Filler.Cluster.Tests.Nodes;

/// <summary>A node whose worker image is the program of this checkout.</summary>
internal static class RealWorkers
{
    /// <param name="kubeConfig">As whom workers report; null: the administrator.</param>
    public static PodProcess On(ControlPlane plane, string? kubeConfig = null, IReadOnlyDictionary<string, string>? more = null) => new(
        plane.Client,
        new Dictionary<string, IReadOnlyList<string>> { [OperatorRun.WorkerImage] = ["dotnet", BuiltFiles.Worker] },
        new Dictionary<string, string>(more ?? new Dictionary<string, string>()) { ["KUBECONFIG"] = kubeConfig ?? plane.AdminKubeConfig });
}
