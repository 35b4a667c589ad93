using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Filler.TestKit.Cluster;
using Filler.TestKit.Nodes;
using Filler.TestKit.Studies;
using k8s;

namespace Filler.Cluster.Tests.CrashPoints;

/// <summary>One study in a namespace and a store of its own, with a node agent at work; operators come and go.</summary>
internal sealed partial class StudyScene : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ControlPlane plane;
    private readonly CrashStudy study;
    private readonly NodeAgent agent;
    private readonly CancellationTokenSource over = new();
    private Task user = Task.CompletedTask;

    private StudyScene(ControlPlane plane, CrashStudy study, string @namespace)
    {
        (this.plane, this.study, Namespace) = (plane, study, @namespace);
        agent = new NodeAgent(plane.Client, @namespace, study.Trainer(plane.Client, Store).RunAsync);
        agent.Start();
    }

    public string Namespace { get; }

    public string Store { get; } = Directory.CreateTempSubdirectory("filler-store-").FullName;

    /// <summary>What went wrong in the node agent itself.</summary>
    public string Faults => string.Join('\n', agent.Faults);

    public static async Task<StudyScene> ArrangeAsync(ControlPlane plane, CrashStudy study)
    {
        await FillerResources.InstallAsync(plane.Client);
        return new StudyScene(plane, study, await plane.CreateNamespaceAsync(study.Name));
    }

    public OperatorProcess Operator(string kubeConfig, IReadOnlyDictionary<string, string>? more = null) => new(kubeConfig, Namespace, Store, more);

    /// <summary>The study comes into being with the uid that all runs of it have.</summary>
    public async Task ApplyAsync()
    {
        var body = FillerResources.Json(study.Study, Namespace);
        body["metadata"]!["uid"] = CrashStudy.Uid;
        body["metadata"]!["generation"] = 1;
        body["metadata"]!["creationTimestamp"] = "2026-01-01T00:00:00Z";
        await plane.StoreAsync($"/registry/filler.dev/studies/{Namespace}/{study.Name}", body.ToJsonString());
        user = Task.Run(ActAsync);
    }

    /// <summary>Its user has done everything, and the study is over, or gone.</summary>
    public async Task<bool> IsFinishedAsync()
    {
        if (!user.IsCompleted) return false;
        await user;
        return await StudyAsync() is not { } left
            || (left["status"]?["finishTime"] is not null && (long?)left["status"]!["observedGeneration"] == (long?)left["metadata"]!["generation"] && left["metadata"]!["deletionTimestamp"] is null);
    }

    public async Task<FinalState> StateAsync()
    {
        var pods = (await plane.Client.CoreV1.ListNamespacedPodAsync(Namespace)).Items.OrderBy(p => p.Metadata.Name, StringComparer.Ordinal);
        JsonObject[] objects =
        [
            .. new[] { await StudyAsync() }.OfType<JsonObject>(),
            .. await FillerResources.TrialsAsync(plane.Client, Namespace),
            .. pods.Select(p => (JsonObject)JsonNode.Parse(KubernetesJson.Serialize(p))!),
        ];
        // What is still being written is no blob yet.
        var blobs = Directory.EnumerateFiles(Store, "*", SearchOption.AllDirectories).Select(f => (Key: Path.GetRelativePath(Store, f), File: f))
            .Where(f => !f.Key.StartsWith(".incoming/", StringComparison.Ordinal)).Select(f => (f.Key, OwnDigest().Replace(File.ReadAllText(f.File), "")));
        return FinalState.Of(objects, blobs, Namespace, Store);
    }

    /// <summary>Waits until the state is that one.</summary>
    /// <exception cref="TimeoutException">It did not come to be; with the difference and the operator's log.</exception>
    public async Task BecomesAsync(FinalState expected, Func<string> log)
    {
        var start = TimeProvider.System.GetTimestamp();
        while ((await StateAsync()).DifferenceFrom(expected) is { } difference)
        {
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
                throw new TimeoutException($"{study.Name} in {Namespace} did not come to the undisturbed run's state: {difference}\nfaults of the node agent: {Faults}\nlog:\n{log()}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await Task.WhenAny(user);
        await agent.DisposeAsync();
        Directory.Delete(Store, recursive: true);
        over.Dispose();
    }

    private Task<JsonObject?> StudyAsync() => FillerResources.StudyAsync(plane.Client, study.Name, Namespace);

    private async Task ActAsync()
    {
        foreach (var act in study.Acts)
        {
            while (await StudyAsync() is not { } now || !act.When(now)) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, over.Token);
            await act.Deed(plane.Client, study.Name, Namespace);
        }
    }

    // A published result holds the digest of its own text, identities that the API server draws included.
    [GeneratedRegex("\"sha256\": \"[0-9a-f]{64}\"")]
    private static partial Regex OwnDigest();
}
