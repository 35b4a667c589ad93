using System.Net;
using System.Net.Sockets;
using Filler.TestKit.Processes;
using k8s;
using k8s.Autorest;

namespace Filler.TestKit.Cluster;

/// <summary>
/// A real Kubernetes control plane on free loopback ports, with certificates of its own, in a temporary folder. Its processes end with
/// <see cref="DisposeAsync"/>, and at the latest with this process. It takes about 5 s, with service accounts some seconds more.
/// </summary>
public sealed class ControlPlane : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    private readonly string folder;
    private readonly ClusterCertificates certificates;
    private readonly ProcessGuard guard;
    private readonly EtcdGateway etcd;
    private readonly TimeProvider time;
    private int issued;

    private ControlPlane(ControlPlaneOptions options, TimeProvider time)
    {
        this.time = time;
        folder = Directory.CreateTempSubdirectory("filler-control-plane-").FullName;
        guard = new ProcessGuard();
        guard.Own(folder);
        certificates = new ClusterCertificates(Path.Combine(folder, "pki"), time.GetUtcNow());
        var ports = FreePorts(5);
        Server = new Uri($"https://{options.Address}:{ports[2]}");
        etcd = new EtcdGateway(new Uri($"http://127.0.0.1:{ports[0]}"));
        AdminKubeConfig = WriteKubeConfig("admin", "system:masters");
        Audit = new AuditLog(Path.Combine(folder, "audit.log"));

        var arguments = new ComponentArguments(options, folder, certificates, Server, etcd.Address, ports);
        var binaries = KubernetesBinaries.Installed;
        Etcd = Component(binaries.Etcd, arguments.Etcd(), etcd.IsHealthyAsync);
        ApiServer = Component(binaries.ApiServer, arguments.ApiServer(), IsReadyAsync);
        ControllerManager = options.ControllerManager
            ? Component(binaries.ControllerManager, arguments.ControllerManager(WriteKubeConfig("controller-manager", "system:masters")), _ => Task.FromResult(true))
            : null;
        Scheduler = options.Scheduler
            ? Component(binaries.Scheduler, arguments.Scheduler(WriteKubeConfig("system:kube-scheduler")), _ => Task.FromResult(true))
            : null;
        Client = CreateClient();
    }

    public Uri Server { get; }

    /// <summary>A kubeconfig file of a cluster administrator, credentials inside.</summary>
    public string AdminKubeConfig { get; }

    /// <summary>The authority that signed the API server's certificate, PEM.</summary>
    public string AuthorityFile => certificates.AuthorityFile;

    /// <summary>A client of a cluster administrator; owned by the control plane.</summary>
    public Kubernetes Client { get; }

    public AuditLog Audit { get; }

    public ClusterComponent Etcd { get; }

    public ClusterComponent ApiServer { get; }

    public ClusterComponent? ControllerManager { get; }

    public ClusterComponent? Scheduler { get; }

    /// <summary>Starts a control plane of the caller's own.</summary>
    /// <exception cref="InvalidOperationException">The binaries are missing, or a component did not start; with the end of its log.</exception>
    public static async Task<ControlPlane> StartAsync(ControlPlaneOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (KubernetesBinaries.Installed.Missing is { } missing)
            throw new InvalidOperationException(missing);
        options ??= new ControlPlaneOptions();
        var plane = new ControlPlane(options, TimeProvider.System);
        try
        {
            await plane.Etcd.StartAsync(StartLimit, cancellationToken);
            await plane.ApiServer.StartAsync(StartLimit, cancellationToken);
            if (plane.ControllerManager is { } manager)
                await manager.StartAsync(StartLimit, cancellationToken);
            if (plane.Scheduler is { } scheduler)
                await scheduler.StartAsync(StartLimit, cancellationToken);
            if (options is { ControllerManager: true, AwaitServiceAccount: true })
                await plane.AwaitServiceAccountAsync("default", cancellationToken);
            return plane;
        }
        catch
        {
            await plane.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes a kubeconfig for any user and groups; what they may do is a matter of RBAC.</summary>
    public string WriteKubeConfig(string user, params IReadOnlyList<string> groups)
    {
        var name = $"client-{Interlocked.Increment(ref issued)}";
        return KubeConfigFile.Write(Path.Combine(folder, name + ".kubeconfig"), Server, AuthorityFile, certificates.IssueClient(name, user, groups));
    }

    /// <summary>A new client for a kubeconfig, the administrator's by default.</summary>
    public Kubernetes CreateClient(string? kubeConfig = null) =>
        new(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeConfig ?? AdminKubeConfig));

    /// <summary>A server certificate that the clients of this cluster trust, for a proxy in front of the API server: PEM files.</summary>
    public (string Certificate, string Key) IssueServerCertificate(string name) => certificates.IssueServer(name, [IPAddress.Loopback]);

    /// <summary>Forgets all history in etcd: a watch from before it ends with 410 Gone (at once with <see cref="ControlPlaneOptions.WatchCache"/> off, else after a restart of the API server).</summary>
    public Task CompactAsync(CancellationToken cancellationToken = default) => etcd.CompactAsync(cancellationToken);

    /// <summary>Bytes that etcd holds for keys with that prefix, such as <c>/registry/filler.dev/trials/</c>.</summary>
    public Task<long> StoredBytesAsync(string prefix, CancellationToken cancellationToken = default) => etcd.StoredBytesAsync(prefix, cancellationToken);

    /// <summary>Writes an object past the API server, as a restored backup has it: with the uid that its JSON says. Custom resources only.</summary>
    /// <param name="key">Such as <c>/registry/filler.dev/studies/default/name</c>.</param>
    public Task StoreAsync(string key, string json, CancellationToken cancellationToken = default) => etcd.PutAsync(key, json, cancellationToken);

    /// <summary>A new namespace whose pods can be created at once.</summary>
    public async Task<string> CreateNamespaceAsync(string prefix = "test", CancellationToken cancellationToken = default)
    {
        var created = await Client.CoreV1.CreateNamespaceAsync(
            new k8s.Models.V1Namespace { Metadata = new k8s.Models.V1ObjectMeta { GenerateName = prefix + "-" } }, cancellationToken: cancellationToken);
        if (ControllerManager is not null)
            await AwaitServiceAccountAsync(created.Metadata.Name, cancellationToken);
        return created.Metadata.Name;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        foreach (var component in new[] { Scheduler, ControllerManager, ApiServer, Etcd })
            await (component?.KillAsync() ?? Task.CompletedTask);
        etcd.Dispose();
        certificates.Dispose();
        // Removes the folder as well.
        guard.Dispose();
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        listeners.ForEach(l => l.Dispose());
        return ports;
    }

    private ClusterComponent Component(string program, IReadOnlyList<string> arguments, Func<CancellationToken, Task<bool>> isReady) =>
        new(program, arguments, Path.Combine(folder, Path.GetFileName(program) + ".log"), guard, isReady, time);

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Client.HttpClient.GetAsync(new Uri(Server, "readyz"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task AwaitServiceAccountAsync(string name, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                await Client.CoreV1.ReadNamespacedServiceAccountAsync("default", name, cancellationToken: cancellationToken);
                return;
            }
            catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.NotFound && time.GetElapsedTime(start) < StartLimit)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken);
            }
        }
    }
}
