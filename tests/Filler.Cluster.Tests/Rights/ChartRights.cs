using System.Net;
using System.Runtime.CompilerServices;
using Filler.TestKit.Cluster;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Filler.Cluster.Tests.Rights;

/// <summary>
/// The chart's service accounts and roles, in force on a control plane: the operators and workers of these tests work under them, so that a right that is missing
/// fails the test that needs it. Null where the chart cannot be rendered here; then everybody is an administrator, and the test of the rights says why it is skipped.
/// </summary>
internal sealed class ChartRights
{
    public const string ReleaseNamespace = "filler-system";


    private static readonly ConditionalWeakTable<ControlPlane, Lazy<Task<ChartRights?>>> Installed = [];

    private readonly ControlPlane plane;

    private ChartRights(ControlPlane plane, IReadOnlyList<object> objects)
    {
        this.plane = plane;
        var operatorRole = objects.OfType<V1ClusterRoleBinding>().Single();
        OperatorUser = $"system:serviceaccount:{ReleaseNamespace}:{operatorRole.Subjects.Single().Name}";
        OperatorKubeConfig = plane.WriteKubeConfig(OperatorUser, "system:serviceaccounts", $"system:serviceaccounts:{ReleaseNamespace}");
    }

    public string OperatorUser { get; }

    public string OperatorKubeConfig { get; }

    /// <summary>Made once a control plane.</summary>
    public static Task<ChartRights?> OnAsync(ControlPlane plane) => Installed.GetValue(plane, p => new Lazy<Task<ChartRights?>>(() => InstallAsync(p))).Value;

    /// <summary>What studies of a namespace need.</summary>
    /// <returns>The trials' service account.</returns>
    public async Task<string> AdmitAsync(string space)
    {
        var objects = Render(space)!;
        await ApplyAsync(plane.Client, objects);
        return objects.OfType<V1ServiceAccount>().Single(a => a.Metadata.NamespaceProperty == space).Metadata.Name;
    }

    /// <summary>As whom a pod reports.</summary>
    public string KubeConfigOf(V1Pod pod) => plane.WriteKubeConfig($"system:serviceaccount:{pod.Namespace()}:{pod.Spec.ServiceAccountName}", "system:serviceaccounts", $"system:serviceaccounts:{pod.Namespace()}");

    /// <summary>Rules of the chart's roles for the operator.</summary>
    public static IEnumerable<V1PolicyRule> OperatorRules(string space) => Render(space)!.SelectMany(o => o switch
    {
        V1ClusterRole role => role.Rules,
        V1Role role when role.Metadata.Name.StartsWith("filler-operator", StringComparison.Ordinal) => role.Rules,
        _ => [],
    });

    /// <summary>Rules of the trials' role.</summary>
    public static IEnumerable<V1PolicyRule> TrialRules(string space) => Render(space)!.OfType<V1Role>().Where(r => r.Metadata.Name == "filler-trial").SelectMany(r => r.Rules);

    private static async Task<ChartRights?> InstallAsync(ControlPlane plane)
    {
        if (Render() is not { } objects) return null;
        await IfAbsentAsync(() => plane.Client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = ReleaseNamespace } }));
        await ApplyAsync(plane.Client, objects);
        return new ChartRights(plane, objects);
    }

    private static async Task ApplyAsync(k8s.Kubernetes client, IReadOnlyList<object> objects)
    {
        foreach (var item in objects)
        {
            await IfAbsentAsync(() => item switch
            {
                V1ServiceAccount o => client.CoreV1.CreateNamespacedServiceAccountAsync(o, o.Metadata.NamespaceProperty),
                V1Role o => client.RbacAuthorizationV1.CreateNamespacedRoleAsync(o, o.Metadata.NamespaceProperty),
                V1RoleBinding o => client.RbacAuthorizationV1.CreateNamespacedRoleBindingAsync(o, o.Metadata.NamespaceProperty),
                V1ClusterRole o => client.RbacAuthorizationV1.CreateClusterRoleAsync(o),
                V1ClusterRoleBinding o => client.RbacAuthorizationV1.CreateClusterRoleBindingAsync(o),
                _ => Task.CompletedTask,
            });
        }
    }

    private static async Task IfAbsentAsync(Func<Task> create)
    {
        try
        {
            await create();
        }
        catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.Conflict)
        {
            // There already.
        }
    }

    private static IReadOnlyList<object>? Render(params string[] namespaces)
    {
        var values = Path.GetTempFileName();
        try
        {
            File.WriteAllText(values, $"crds: {{ install: false }}\nstore: {{ studySecrets: true }}\ntrials: {{ namespaces: [{string.Join(", ", namespaces)}] }}\n");
            return RenderedChart.Objects(values, ReleaseNamespace);
        }
        finally
        {
            File.Delete(values);
        }
    }
}
