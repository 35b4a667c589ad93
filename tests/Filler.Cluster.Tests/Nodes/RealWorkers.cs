using Filler.Cluster.Tests.Rights;
using Filler.TestKit.Cluster;

namespace Filler.Cluster.Tests.Nodes;

/// <summary>A node whose worker image is the program of this checkout.</summary>
internal static class RealWorkers
{
    /// <summary>Its pods report as their service account.</summary>
    public static async Task<PodProcess> OnAsync(ControlPlane plane)
    {
        var rights = await ChartRights.OnAsync(plane);
        return new PodProcess(
            plane.Client, new Dictionary<string, IReadOnlyList<string>> { [OperatorRun.WorkerImage] = ["dotnet", BuiltFiles.Worker] }, pod => rights?.KubeConfigOf(pod) ?? plane.AdminKubeConfig);
    }
}
