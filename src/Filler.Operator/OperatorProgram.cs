using Filler.Api;
using Filler.Kubernetes.Hosting;
using Filler.Operator.Caching;
using Filler.Operator.Configuration;
using Filler.Operator.Judging;
using Filler.Operator.Pods;
using Filler.Operator.Reuse;
using Filler.Operator.Storage;
using Filler.Operator.Studies;
using Filler.Operator.Telemetry;
using k8s.Models;

namespace Filler.Operator;

/// <summary>The operator as a web host: controllers behind it, health and readiness before it.</summary>
internal static class OperatorProgram
{
    public static WebApplication Build(OperatorOptions options, LogLevel level)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(level).AddJsonConsole(o => o.IncludeScopes = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.UseUrls($"http://*:{options.HttpPort}");
        builder.AddTelemetry(options.Telemetry);
        builder.Services.AddSingleton(options).AddSingleton(options.Patience).AddSingleton<Silence>().AddSingleton<WorkerPods>().AddSingleton<StudyStores>().AddSingleton<EarlierStudies>();
        Controllers(builder.Services.AddKubernetesOperator(settings =>
        {
            settings.Name = Names.FieldManager;
            settings.Namespace = options.WatchNamespace;
            settings.EnableLeaderElection = options.LeaderElection;
            settings.LeaseNamespace = options.PodNamespace;
            settings.Identity = options.PodName ?? settings.Identity;
            settings.Json.Use<Study>(ClusterJson.Options).Use<Trial>(ClusterJson.Options);
        }));
        var app = builder.Build();
        app.MapGet("/healthz", () => "ok");
        app.MapGet("/readyz", (OperatorState state) => state.CachesSynced ? TypedResults.Text("ok") : TypedResults.Text("the caches are not filled yet", statusCode: 503));
        app.MapPrometheusScrapingEndpoint("/metrics");
        return app;
    }

    private static void Controllers(IOperatorBuilder kubernetes)
    {
        kubernetes.AddController<StudyController, Study>(o => o.Name = "study")
            .Owns<Trial>()
            .Watches<V1Pod>(Mapping.ToStudy);
        kubernetes.AddInformer<V1Pod>(o =>
        {
            o.LabelSelector = $"{Names.ManagedBy}={Names.FieldManager}";
            o.IndexLabel(Names.StudyUid);
        });
        kubernetes.AddInformer<Trial>(o => o.Trim(new CommonParts().Share));
        kubernetes.AddFinalizer<BlobsFinalizer, Study>(Names.BlobsFinalizer);
    }
}
