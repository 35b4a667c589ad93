using k8s;
using k8s.KubeConfigModels;

namespace Filler.Cli.Cluster;

/// <summary>Several kubeconfigs as one, as kubectl merges those of <c>$KUBECONFIG</c>: the first to name a thing wins, and a relative path is one from its own file.</summary>
internal static class KubeConfigFiles
{
    /// <param name="files">That exist, at least one.</param>
    /// <exception cref="YamlDotNet.Core.YamlException">One is no YAML.</exception>
    public static K8SConfiguration Merge(IEnumerable<string> files)
    {
        var all = files.Select(Load).ToList();
        return new K8SConfiguration
        {
            ApiVersion = all[0].ApiVersion,
            Kind = all[0].Kind,
            CurrentContext = all.Select(c => c.CurrentContext).FirstOrDefault(c => !string.IsNullOrEmpty(c)),
            Clusters = [.. all.SelectMany(c => c.Clusters ?? []).DistinctBy(c => c.Name)],
            Users = [.. all.SelectMany(c => c.Users ?? []).DistinctBy(u => u.Name)],
            Contexts = [.. all.SelectMany(c => c.Contexts ?? []).DistinctBy(c => c.Name)],
        };
    }

    private static K8SConfiguration Load(string file)
    {
        var config = KubernetesClientConfiguration.LoadKubeConfig(new FileInfo(file));
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string? From(string? path) => string.IsNullOrEmpty(path) ? path : Path.Combine(folder, path);
        foreach (var endpoint in (config.Clusters ?? []).Select(c => c.ClusterEndpoint).OfType<ClusterEndpoint>()) endpoint.CertificateAuthority = From(endpoint.CertificateAuthority);
        foreach (var user in (config.Users ?? []).Select(u => u.UserCredentials).OfType<UserCredentials>())
            (user.ClientCertificate, user.ClientKey) = (From(user.ClientCertificate), From(user.ClientKey));
        return config;
    }
}
