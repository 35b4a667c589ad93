using System.Net;

namespace Filler.TestKit.Cluster;

/// <summary>Command lines of the components, and the files that they read.</summary>
internal sealed class ComponentArguments(
    ControlPlaneOptions options, string folder, ClusterCertificates certificates, Uri server, Uri etcd, IReadOnlyList<int> ports)
{
    public IReadOnlyList<string> Etcd() =>
    [
        $"--data-dir={Path.Combine(folder, "etcd")}",
        $"--listen-client-urls={Address(etcd)}", $"--advertise-client-urls={Address(etcd)}",
        $"--listen-peer-urls=http://127.0.0.1:{ports[1]}", $"--initial-advertise-peer-urls=http://127.0.0.1:{ports[1]}",
        $"--initial-cluster=default=http://127.0.0.1:{ports[1]}",
        // The data does not outlive the test; kill -9 of etcd keeps what it wrote, a failing machine need not.
        "--unsafe-no-fsync", "--log-level=warn",
    ];

    public IReadOnlyList<string> ApiServer()
    {
        var (certificate, key) = certificates.IssueServer("kube-apiserver", [options.Address]);
        var kubelet = certificates.IssueClient("kubelet-client", "kube-apiserver-kubelet-client", "system:masters");
        var frontProxy = certificates.IssueClient("front-proxy", "front-proxy-client");
        return
        [
            $"--etcd-servers={Address(etcd)}",
            $"--bind-address={server.Host}", $"--secure-port={server.Port}", $"--advertise-address={server.Host}",
            // A loopback address is refused as an endpoint of the service "kubernetes".
            .. IPAddress.IsLoopback(options.Address) ? ["--endpoint-reconciler-type=none"] : Array.Empty<string>(),
            $"--client-ca-file={certificates.AuthorityFile}", $"--tls-cert-file={certificate}", $"--tls-private-key-file={key}",
            "--service-account-issuer=https://kubernetes.default.svc",
            $"--service-account-key-file={certificates.ServiceAccountPublicKeyFile}",
            $"--service-account-signing-key-file={certificates.ServiceAccountKeyFile}",
            "--authorization-mode=Node,RBAC", "--enable-admission-plugins=NodeRestriction", "--service-cluster-ip-range=10.96.0.0/16",
            $"--kubelet-client-certificate={kubelet.Certificate}", $"--kubelet-client-key={kubelet.Key}",
            $"--kubelet-certificate-authority={certificates.AuthorityFile}", "--kubelet-preferred-address-types=InternalIP",
            $"--requestheader-client-ca-file={certificates.AuthorityFile}", "--requestheader-allowed-names=front-proxy-client",
            "--requestheader-extra-headers-prefix=X-Remote-Extra-", "--requestheader-group-headers=X-Remote-Group",
            "--requestheader-username-headers=X-Remote-User",
            $"--proxy-client-cert-file={frontProxy.Certificate}", $"--proxy-client-key-file={frontProxy.Key}",
            "--allow-privileged=true", $"--watch-cache={(options.WatchCache ? "true" : "false")}",
            .. AuditArguments(),
            .. options.ApiServerArguments,
        ];
    }

    /// <summary>
    /// One identity for all controllers: with a service account for each, the default service accounts appear some ten seconds later.
    /// </summary>
    public IReadOnlyList<string> ControllerManager(string kubeConfig) =>
    [
        $"--kubeconfig={kubeConfig}", $"--authentication-kubeconfig={kubeConfig}", $"--authorization-kubeconfig={kubeConfig}",
        "--bind-address=127.0.0.1", $"--secure-port={ports[3]}", "--port=0",
        $"--service-account-private-key-file={certificates.ServiceAccountKeyFile}", $"--root-ca-file={certificates.AuthorityFile}",
        $"--cluster-signing-cert-file={certificates.AuthorityFile}", $"--cluster-signing-key-file={certificates.AuthorityKeyFile}",
        "--leader-elect=false", "--controllers=*", "--allocate-node-cidrs=true", "--cluster-cidr=10.200.0.0/16",
        .. options.ControllerManagerArguments,
    ];

    public IReadOnlyList<string> Scheduler(string kubeConfig) =>
    [
        $"--kubeconfig={kubeConfig}", $"--authentication-kubeconfig={kubeConfig}", $"--authorization-kubeconfig={kubeConfig}",
        "--bind-address=127.0.0.1", $"--secure-port={ports[4]}", "--port=0", "--leader-elect=false",
        .. options.SchedulerArguments,
    ];

    private IEnumerable<string> AuditArguments()
    {
        if (!options.AuditLog)
            return [];
        var policy = Path.Combine(folder, "audit-policy.yaml");
        // One line a request, when it is answered; questions of readiness say nothing.
        File.WriteAllText(policy, """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
            - level: None
              nonResourceURLs: ["/readyz*", "/healthz*", "/livez*", "/version"]
            - level: Metadata

            """);
        return [$"--audit-policy-file={policy}", $"--audit-log-path={Path.Combine(folder, "audit.log")}"];
    }

    private static string Address(Uri uri) => uri.AbsoluteUri.TrimEnd('/');
}
