using System.Net;
using System.Reflection;
using Azure.Storage.Blobs;
using Filler.TestKit.Azurite;
using Filler.TestKit.Cluster;
using k8s;
using k8s.Models;

namespace Filler.Node.Tests;

/// <summary>A cluster of one real node with the chart installed as its user would: real images, a real kubelet, Azurite as the blob store.</summary>
public sealed class NodeFixture : IAsyncLifetime
{
    public const string Namespace = "morphology";
    public const string OperatorNamespace = "filler-system";
    public const string Container = "studies";
    public const string Secret = "blob-store";

    private static readonly IPAddress Node = IPAddress.Parse("10.199.0.1");
    private static readonly IPAddress Service = IPAddress.Parse("10.96.0.1");

    private readonly string folder = Path.Combine(Path.GetTempPath(), "filler-node");
    private readonly List<TcpRelay> relays = [];
    private ControlPlane? plane;
    private AzuriteServer? azurite;

    public static string Root { get; } = typeof(NodeFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>Why these tests do not run; null where they do.</summary>
    public static string? Missing => Environment.GetEnvironmentVariable("FILLER_NODE") == "1" ? null : "needs a real node (root, containerd, both images); make test-node brings it up";

    public k8s.Kubernetes Client => plane!.Client;

    public static string StoreAddress => $"azure://{AzuriteServer.Account}/{Container}";

    /// <summary>The blob store as this process reaches it; pods are told another address.</summary>
    public BlobContainerClient OpenStore() => new(Connection(azurite!.Address), Container, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2026_06_06));

    /// <summary>Where the kubelet keeps the volumes of pods.</summary>
    public string PodsFolder => Path.Combine(folder, "kubelet", "pods");

    public async Task InitializeAsync()
    {
        if (Missing is not null) return;
        // What an earlier run that was killed has left.
        await NodeAsync("stop", folder);
        await NodeAsync("network");
        plane = await ControlPlane.StartAsync(new ControlPlaneOptions { Scheduler = true, Address = Node });
        azurite = await AzuriteServer.StartAsync();
        relays.Add(new TcpRelay(new IPEndPoint(Service, 443), new IPEndPoint(Node, plane.Server.Port)));
        relays.Add(new TcpRelay(new IPEndPoint(Node, azurite.Address.Port), new IPEndPoint(IPAddress.Loopback, azurite.Address.Port)));
        await NodeAsync("start", folder, plane.WriteKubeConfig("system:node:filler-node", ["system:nodes"]), plane.AuthorityFile);
        var images = Path.Combine(Root, "artifacts", "images");
        await NodeAsync("import", folder, Path.Combine(images, "filler-operator.tar"), Path.Combine(images, "filler-worker.tar"));
        await InstallAsync();
    }

    public async Task DisposeAsync()
    {
        if (Missing is not null) return;
        if (Environment.GetEnvironmentVariable("FILLER_NODE_KEEP") == "1") await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
        await NodeAsync("stop", folder);
        foreach (var relay in relays) await relay.DisposeAsync();
        if (azurite is not null) await azurite.DisposeAsync();
        if (plane is not null) await plane.DisposeAsync();
    }

    /// <summary>Types a kubectl command as the administrator.</summary>
    public Task<string> KubectlAsync(params IReadOnlyList<string> arguments) => KubectlAsync("", arguments);

    /// <inheritdoc cref="KubectlAsync(IReadOnlyList{string})"/>
    /// <param name="input">Its standard input, for <c>-f -</c>.</param>
    public Task<string> KubectlAsync(string input, IReadOnlyList<string> arguments) =>
        Shell.RunAsync(KubernetesBinaries.Installed.Kubectl, input, ["--kubeconfig", plane!.AdminKubeConfig, .. arguments]);

    private static Task<string> NodeAsync(params IReadOnlyList<string> arguments) => Shell.RunAsync(Path.Combine(Root, "eng", "node.sh"), arguments);

    private static string Connection(Uri address) =>
        $"DefaultEndpointsProtocol=http;AccountName={AzuriteServer.Account};AccountKey={AzuriteServer.Key};BlobEndpoint={address.AbsoluteUri.TrimEnd('/')}/{AzuriteServer.Account};";

    private async Task InstallAsync()
    {
        await OpenStore().CreateAsync();
        var secret = new Dictionary<string, string> { ["AZURE_STORAGE_CONNECTION_STRING"] = Connection(new UriBuilder(azurite!.Address) { Host = $"{Node}" }.Uri) };
        foreach (var name in new[] { Namespace, OperatorNamespace })
        {
            await Client.CoreV1.CreateNamespaceAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = name } });
            await Client.CoreV1.CreateNamespacedSecretAsync(new V1Secret { Metadata = new V1ObjectMeta { Name = Secret }, StringData = secret }, name);
        }

        var values = Path.Combine(folder, "values.yaml");
        await File.WriteAllTextAsync(values, $$"""
            store: { address: "{{StoreAddress}}", secretName: {{Secret}}, studySecrets: true }
            trials: { namespaces: [{{Namespace}}] }
            """);
        var rendered = await Shell.RunAsync(
            Path.Combine(Root, "eng", "chart-render.sh"), "-namespace", OperatorNamespace, "-kube-version", "1.20.2", "-values", values, Path.Combine(Root, "charts", "filler-operator"));
        // That server is older than the CEL rules of the CRDs; it drops them, and its kubectl would stumble over them.
        await KubectlAsync(rendered, ["apply", "--validate=false", "-f", "-"]);
        await KubectlAsync("rollout", "status", "deployment/filler-operator", "-n", OperatorNamespace, "--timeout=120s");
    }
}
