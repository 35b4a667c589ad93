namespace Filler.TestKit.Cluster;

/// <summary>The programs of the control plane in the cache that <c>eng/control-plane.sh</c> fills.</summary>
public sealed class KubernetesBinaries
{
    public const string Version = "1.20.2";

    private KubernetesBinaries(string folder) => Folder = folder;

    public static KubernetesBinaries Installed { get; } = new(Path.Combine(Cache(), $"kubernetes-{Version}"));

    public string Folder { get; }

    public string Etcd => Path.Combine(Folder, "etcd");

    public string ApiServer => Path.Combine(Folder, "kube-apiserver");

    public string ControllerManager => Path.Combine(Folder, "kube-controller-manager");

    public string Scheduler => Path.Combine(Folder, "kube-scheduler");

    public string Kubelet => Path.Combine(Folder, "kubelet");

    public string Kubectl => Path.Combine(Folder, "kubectl");

    /// <summary>Why no control plane can be started here; null when one can.</summary>
    public string? Missing => File.Exists(Path.Combine(Folder, "complete"))
        ? null
        : $"needs the control plane of Kubernetes {Version} in {Folder}; eng/control-plane.sh builds it (as root on Debian, once)";

    internal static string Cache()
    {
        var filler = Environment.GetEnvironmentVariable("FILLER_CACHE");
        if (!string.IsNullOrEmpty(filler))
            return filler;
        var xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        var root = string.IsNullOrEmpty(xdg) ? Path.Combine(Environment.GetEnvironmentVariable("HOME") ?? ".", ".cache") : xdg;
        return Path.Combine(root, "filler");
    }
}
