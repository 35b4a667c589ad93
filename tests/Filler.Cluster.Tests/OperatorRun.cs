using System.Text.Json;
using Filler.Api;
using Filler.Cluster.Tests.Rights;
using Filler.Operator;
using Filler.Operator.Configuration;
using Filler.TestKit.Cluster;
using Filler.TestKit.Nodes;
using Filler.TestKit.Studies;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Filler.Cluster.Tests;

/// <summary>One namespace of a real cluster with the operator at work in it, a node agent, and a store in a folder.</summary>
internal sealed class OperatorRun : IAsyncDisposable
{
    public const string WorkerImage = "worker:test";

    private const string TrialAccount = "filler-trial";

    private readonly ChartRights? rights;
    private readonly WebApplication host;
    private readonly NodeAgent agent;

    private OperatorRun(
        ControlPlane plane, ChartRights? rights, string @namespace, string store, Func<V1Pod, CancellationToken, Task<ContainerEnd?>> node, Func<OperatorOptions, OperatorOptions>? options)
    {
        this.rights = rights;
        (Client, Namespace, Store) = (plane.Client, @namespace, store);
        agent = new NodeAgent(plane.Client, @namespace, node);
        Environment.SetEnvironmentVariable("KUBECONFIG", rights?.OperatorKubeConfig ?? plane.AdminKubeConfig);
        var usual = new OperatorOptions { WorkerImage = WorkerImage, WatchNamespace = @namespace, DefaultStore = store, TrialServiceAccount = rights is null ? null : TrialAccount, LeaderElection = false, HttpPort = 0 };
        host = OperatorProgram.Build(options?.Invoke(usual) ?? usual, LogLevel.Warning);
    }

    public IKubernetes Client { get; }

    public string Namespace { get; }

    public string Store { get; }

    public NodeAgent Agent => agent;

    /// <param name="trainer">Given the store's folder; null: an honest one.</param>
    public static Task<OperatorRun> StartAsync(ControlPlane plane, Func<string, InstantTrainer>? trainer = null, Func<OperatorOptions, OperatorOptions>? options = null)
    {
        var store = Directory.CreateTempSubdirectory("filler-store-").FullName;
        return StartAsync(plane, store, (trainer?.Invoke(store) ?? new InstantTrainer(store)).RunAsync, options);
    }

    /// <param name="node">What becomes of a pod.</param>
    public static Task<OperatorRun> StartAsync(ControlPlane plane, Func<V1Pod, CancellationToken, Task<ContainerEnd?>> node, Func<OperatorOptions, OperatorOptions>? options = null) =>
        StartAsync(plane, Directory.CreateTempSubdirectory("filler-store-").FullName, node, options);

    /// <summary>What a path of the operator's own web server answers.</summary>
    public async Task<string> AnswerAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{new Uri(host.Urls.First().Replace("*", "localhost").Replace("[::]", "localhost")).Port}") };
        return await client.GetStringAsync(path);
    }

    /// <summary>Lets studies run in one more namespace, as the chart's value trials.namespaces does.</summary>
    public Task AdmitAsync(string space) => rights?.AdmitAsync(space) ?? Task.CompletedTask;

    public Task ApplyAsync(Study study) => FillerResources.CreateAsync(Client, study, Namespace);

    public Task PatchAsync(string study, object change) => FillerResources.PatchAsync(Client, study, Namespace, change);

    public async Task<Study> UntilAsync(string name, Func<Study, bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        Study? last = null;
        try
        {
            while (true)
            {
                last = Read<Study>(await Client.CustomObjects.GetNamespacedCustomObjectAsync(ApiGroup.Name, ApiGroup.Version, Namespace, "studies", name, limit.Token));
                if (holds(last)) return last;
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"study {name} did not get there; status: {FillerJson.Serialize(last?.Status, indented: true)}\nstarted: {string.Join(' ', agent.Started)}\nfaults: {string.Join('\n', agent.Faults)}");
        }
    }

    public async Task<bool> ExistsAsync(string study) => await FillerResources.StudyAsync(Client, study, Namespace) is not null;

    public async Task<IReadOnlyList<Trial>> TrialsAsync() =>
        [.. (await FillerResources.TrialsAsync(Client, Namespace)).Select(t => t.Deserialize<Trial>(ClusterJson.Options)!).OrderBy(t => t.Spec.Number)];

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await host.DisposeAsync();
        await agent.DisposeAsync();
        Directory.Delete(Store, recursive: true);
    }

    private static async Task<OperatorRun> StartAsync(
        ControlPlane plane, string store, Func<V1Pod, CancellationToken, Task<ContainerEnd?>> node, Func<OperatorOptions, OperatorOptions>? options)
    {
        await FillerResources.InstallAsync(plane.Client);
        var run = new OperatorRun(plane, await ChartRights.OnAsync(plane), await plane.CreateNamespaceAsync(), store, node, options);
        await run.AdmitAsync(run.Namespace);
        run.agent.Start();
        await run.host.StartAsync();
        return run;
    }

    private static T Read<T>(object json) => ((JsonElement)json).Deserialize<T>(ClusterJson.Options)!;
}
