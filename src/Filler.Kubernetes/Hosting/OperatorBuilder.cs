using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Client;
using Filler.Kubernetes.Controllers;
using Filler.Kubernetes.Finalizers;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Filler.Kubernetes.Hosting;

/// <summary>Registers each part once, however often it is asked for.</summary>
internal sealed class OperatorBuilder(IServiceCollection services, OperatorSettings settings) : IOperatorBuilder
{
    private readonly Dictionary<Type, object> informerOptions = [];

    public IServiceCollection Services => services;

    public OperatorSettings Settings => settings;

    public IControllerBuilder<TEntity> AddController<TImplementation, TEntity>(Action<ControllerOptions>? configure = null)
        where TImplementation : class, IEntityController<TEntity>
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var options = new ControllerOptions { Name = typeof(TImplementation).Name };
        configure?.Invoke(options);
        AddInformer<TEntity>();
        services.AddScoped<TImplementation>();
        services.TryAddSingleton<EntityFinalizers<TEntity>>();
        var triggers = new ControllerTriggers<TEntity>();
        services.AddSingleton<IControllerRunner>(provider =>
        {
            var runner = new ControllerRunner<TEntity>(
                options,
                ActivatorUtilities.CreateInstance<Reconciler<TImplementation, TEntity>>(provider),
                provider.GetRequiredService<IEntityCache<TEntity>>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<ControllerRunner<TEntity>>>());
            triggers.Connect(provider, runner);
            return runner;
        });
        return new ControllerBuilder<TEntity>(this, triggers);
    }

    public IOperatorBuilder AddFinalizer<TImplementation, TEntity>(string identifier)
        where TImplementation : class, IEntityFinalizer<TEntity>
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        if (!identifier.Contains('/', StringComparison.Ordinal))
            throw new ArgumentException($"finalizer '{identifier}': name it domain/word, such as example.com/blobs");
        services.AddScoped<TImplementation>();
        services.AddSingleton(new FinalizerRegistration<TEntity>(identifier, typeof(TImplementation)));
        return this;
    }

    public IOperatorBuilder AddInformer<TEntity>(Action<InformerOptions<TEntity>>? configure = null)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        if (!informerOptions.TryGetValue(typeof(TEntity), out var known))
        {
            var options = new InformerOptions<TEntity> { Namespace = settings.Namespace };
            informerOptions[typeof(TEntity)] = known = options;
            services.AddSingleton(provider => new Informer<TEntity>(
                provider.GetRequiredService<IKubernetesClient>(), options, provider.GetRequiredService<TimeProvider>(),
                new Random(HashCode.Combine(settings.JitterSeed, typeof(TEntity).Name.Length)), provider.GetRequiredService<ILogger<Informer<TEntity>>>()));
            services.AddSingleton<IInformer>(provider => provider.GetRequiredService<Informer<TEntity>>());
            services.AddSingleton<IEntityCache<TEntity>>(provider => provider.GetRequiredService<Informer<TEntity>>().Store);
        }
        configure?.Invoke((InformerOptions<TEntity>)known);
        return this;
    }
}
