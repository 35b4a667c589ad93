using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Filler.Api;
using Filler.TestKit.Cluster;
using Filler.TestKit.Nodes;
using Filler.TestKit.Studies;
using k8s.Models;

namespace Filler.Bench.Operator;

/// <summary>A control plane, the operator's program, and a node agent that notes when each pod appears and when its container ends.</summary>
internal sealed class BenchScene : IAsyncDisposable
{
    // The controller manager would share the two cores: nothing here needs a garbage collector.
    private static readonly ControlPlaneOptions Plane = new()
    {
        ControllerManager = false,
        AuditLog = false,
        ApiServerArguments = ["--disable-admission-plugins=ServiceAccount"],
    };

    private readonly NodeAgent agent;
    private readonly ScriptedTrainer trainer;
    private readonly Func<TimeSpan> lasts;

    private BenchScene(ControlPlane plane, string @namespace, Func<TimeSpan> lasts)
    {
        (ControlPlane, Namespace, this.lasts) = (plane, @namespace, lasts);
        trainer = new ScriptedTrainer(plane.Client, Store);
        agent = new NodeAgent(plane.Client, @namespace, RunAsync);
        var port = FreePort();
        Operator = new OperatorProcess(plane.AdminKubeConfig, @namespace, Store, new Dictionary<string, string>
        {
            ["FILLER_LEADER_ELECTION"] = "true",
            ["POD_NAME"] = "filler-operator-0",
            ["FILLER_HTTP_PORT"] = $"{port}",
        });
        Figures = new OperatorFigures(Operator, new Uri($"http://127.0.0.1:{port}/metrics"));
    }

    public ControlPlane ControlPlane { get; }

    public string Namespace { get; }

    public string Store { get; } = Directory.CreateTempSubdirectory("filler-bench-").FullName;

    public OperatorProcess Operator { get; }

    public OperatorFigures Figures { get; }

    /// <summary>Trial pods as the agent's watch showed them: name and time stamp.</summary>
    public ConcurrentQueue<(string Pod, long At)> Created { get; } = new();

    /// <summary>Containers of trials, as they ended.</summary>
    public ConcurrentQueue<(string Pod, long At)> Ended { get; } = new();

    /// <param name="lasts">How long the next trial's container runs; null: no time.</param>
    public static async Task<BenchScene> ArrangeAsync(Func<TimeSpan>? lasts = null)
    {
        var plane = await ControlPlane.StartAsync(Plane);
        await FillerResources.InstallAsync(plane.Client);
        var scene = new BenchScene(plane, await plane.CreateNamespaceAsync("bench"), lasts ?? (() => TimeSpan.Zero));
        scene.agent.Start();
        await scene.Operator.StartAsync();
        await scene.Figures.AwaitAsync();
        return scene;
    }

    public Task ApplyAsync(Study study) => FillerResources.CreateAsync(ControlPlane.Client, study, Namespace);

    /// <returns>Null: it has no status yet.</returns>
    public async Task<(int Done, bool Finished)> ProgressAsync(string study)
    {
        var status = (await FillerResources.StudyAsync(ControlPlane.Client, study, Namespace))?["status"];
        return ((int?)status?["trials"]?["succeeded"] ?? 0, status?["finishTime"] is not null);
    }

    /// <exception cref="TimeoutException">A study did not finish; with the operator's log.</exception>
    public async Task FinishAsync(IEnumerable<string> studies, TimeSpan limit)
    {
        var start = Clock.Now;
        foreach (var study in studies)
        {
            while (!(await ProgressAsync(study)).Finished)
            {
                if (Clock.Seconds(start) > limit.TotalSeconds) throw new TimeoutException($"study {study} did not finish within {limit.TotalSeconds:0} s: {Operator.Log}");
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Operator.DisposeAsync();
        await agent.DisposeAsync();
        await ControlPlane.DisposeAsync();
        Directory.Delete(Store, recursive: true);
    }

    private async Task<ContainerEnd?> RunAsync(V1Pod pod, CancellationToken deleted)
    {
        var isTrial = pod.Metadata.Annotations.ContainsKey("filler.dev/trial");
        if (isTrial) Created.Enqueue((pod.Metadata.Name, Clock.Now));
        var time = lasts();
        if (isTrial && time > TimeSpan.Zero) await Task.Delay(time, TimeProvider.System, CancellationToken.None);
        var end = await trainer.RunAsync(pod, deleted);
        if (isTrial) Ended.Enqueue((pod.Metadata.Name, Clock.Now));
        return end;
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
