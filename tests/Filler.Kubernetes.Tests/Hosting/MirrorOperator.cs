using Filler.Kubernetes.Hosting;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Filler.Kubernetes.Tests.Hosting;

/// <summary>A whole operator in this process, of one <see cref="MirrorController"/> in one namespace.</summary>
internal static class MirrorOperator
{
    public static async Task<IHost> StartAsync(string kubeConfig, string space, MirrorLog log, Action<OperatorSettings>? configure = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(log);
        builder.Services
            .AddKubernetesOperator(settings =>
            {
                settings.Name = "mirror";
                settings.Namespace = space;
                settings.LeaseNamespace = space;
                settings.ClientConfiguration = KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeConfig);
                configure?.Invoke(settings);
            })
            .AddInformer<V1ConfigMap>(o => o.LabelSelector = "mirror=yes")
            .AddController<MirrorController, V1ConfigMap>()
            .Owns<V1Secret>()
            .AddFinalizer<MirrorController, V1ConfigMap>("example.com/mirror");
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static V1ConfigMap Source(string name, string space, string value) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = space, Labels = new Dictionary<string, string> { ["mirror"] = "yes" } },
        Data = new Dictionary<string, string> { ["value"] = value },
    };
}
