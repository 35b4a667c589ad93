using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Client;
using Filler.Kubernetes.Controllers;
using Filler.Kubernetes.Events;
using Filler.Kubernetes.Leadership;
using k8s;
using k8s.LeaderElection.ResourceLock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using KubernetesApi = k8s.Kubernetes;

namespace Filler.Kubernetes.Hosting;

/// <summary>Adds an operator to a host.</summary>
public static class KubernetesServices
{
    /// <summary>
    /// Adds the runtime: <see cref="IKubernetesClient"/>, <see cref="IEventRecorder"/>, <see cref="OperatorState"/>, and a hosted service that
    /// runs what the builder is told of.
    /// </summary>
    public static IOperatorBuilder AddKubernetesOperator(this IServiceCollection services, Action<OperatorSettings>? configure = null)
    {
        var settings = new OperatorSettings();
        configure?.Invoke(settings);
        var lease = new LeaseOptions(settings.LeaseNamespace, settings.Name, settings.Identity)
        {
            LeaseDuration = settings.LeaderElectionLeaseDuration,
            RenewDeadline = settings.LeaderElectionRenewDeadline,
            RetryPeriod = settings.LeaderElectionRetryPeriod,
        };
        lease.Validate();

        services.AddLogging();
        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new KubernetesApi(settings.ClientConfiguration ?? KubernetesClientConfiguration.BuildDefaultConfig()));
        services.AddSingleton<OperatorState>();
        services.AddSingleton<LeaseFence>();
        services.AddSingleton<IWriteFence>(p => settings.EnableLeaderElection ? p.GetRequiredService<LeaseFence>() : new OpenFence());
        services.AddSingleton<IKubernetesClient>(p => CreateClient(p, settings, p.GetRequiredService<IWriteFence>()));

        // Events decide nothing: the last ones are still written after leadership has ended.
        services.AddSingleton(p => new EventWriter(CreateClient(p, settings, new OpenFence()), settings.Name, settings.Identity));
        services.AddSingleton<EventRecorder>();
        services.AddSingleton<IEventRecorder>(p => p.GetRequiredService<EventRecorder>());
        // Hosted services stop in reverse order: the host first, whose controllers may still have something to tell.
        services.AddHostedService(p => p.GetRequiredService<EventRecorder>());
        services.AddHostedService(p => new OperatorHost(
            p.GetServices<IInformer>(), p.GetServices<IControllerRunner>(), settings.EnableLeaderElection ? CreateLease(p, lease) : null,
            p.GetRequiredService<OperatorState>(), settings, p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<OperatorHost>>()));
        // Room for the drain, the lease's release and the last events.
        services.Configure<HostOptions>(o => o.ShutdownTimeout = settings.GracefulShutdownTimeout + TimeSpan.FromSeconds(10));
        return new OperatorBuilder(services, settings);
    }

    private static KubernetesClient CreateClient(IServiceProvider provider, OperatorSettings settings, IWriteFence fence) =>
        new(
            provider.GetRequiredService<KubernetesApi>(), settings.Json, settings.FieldManager ?? settings.Name, fence,
            provider.GetRequiredService<TimeProvider>());

    private static LeaderLease CreateLease(IServiceProvider provider, LeaseOptions options) =>
        new(
            new LeaseLock(provider.GetRequiredService<KubernetesApi>(), options.Namespace, options.Name, options.Identity),
            options,
            provider.GetRequiredService<LeaseFence>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LeaderLease>>());
}
