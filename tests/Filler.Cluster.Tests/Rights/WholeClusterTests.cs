using Filler.Api;
using Filler.Cluster.Tests.Nodes;
using Filler.TestKit.Cluster;
using Filler.TestKit.Nodes;
using Filler.TestKit.Studies;
using k8s;
using k8s.Models;

namespace Filler.Cluster.Tests.Rights;

/// <summary>One operator for all namespaces, elected, under the chart's rights.</summary>
[Collection(AfterTheSuite.Name)]
public sealed class WholeClusterTests(ControlPlaneFixture cluster) : StudyTests(cluster)
{
    /// <summary>Granted, and never seen as a request; each with its reason.</summary>
    private static readonly Dictionary<string, string> NeverSeen = new()
    {
        ["filler.dev/studies/finalizers update"] = "asked for by admission (OwnerReferencesPermissionEnforcement) where a trial's owner blocks deletion",
        ["filler.dev/trials/finalizers update"] = "the same for a pod's owner",
        ["filler.dev/studies get"] = "only after a conflict with somebody who edits the study at the same moment",
    };

    [SkippableFact]
    public async Task Two_studies_of_one_name_in_two_namespaces_never_meet()
    {
        Require();
        await using var run = await StartEverywhereAsync((_, _, _) => Task.FromResult<ContainerEnd?>(null));
        var other = await Plane.CreateNamespaceAsync();
        await run.AdmitAsync(other);
        await using var agent = new NodeAgent(Client, other, new InstantTrainer(run.Store).RunAsync);
        agent.Start();
        var study = TinyStudy.Named("twin");

        await run.ApplyAsync(study with { Spec = study.Spec with { Storage = new StorageSpec { Retention = Retentions.DeleteTrials } } });
        await FillerResources.CreateAsync(Client, study with { Spec = study.Spec with { Search = study.Spec.Search with { Seed = 2 } } }, other);
        var first = await run.UntilAsync("twin", s => s.Status?.FinishTime is not null);
        await Eventually.HoldsAsync(async () => (await FillerResources.StudyAsync(Client, "twin", other))?["status"]?["finishTime"] is not null);

        Assert.Equal(4, first.Status!.Trials.Succeeded);
        Assert.Equal((4, 4), (Results(run, run.Namespace), Results(run, other)));
        await FillerResources.DeleteAsync(Client, "twin", run.Namespace);
        await Eventually.HoldsAsync(async () => !await run.ExistsAsync("twin"));
        Assert.Equal((0, 4), (Results(run, run.Namespace), Results(run, other)));
        Assert.Equal(4, (int)(await FillerResources.StudyAsync(Client, "twin", other))!["status"]!["trials"]!["succeeded"]!);
    }

    [SkippableFact]
    public async Task The_charts_rights_are_the_verbs_that_are_used()
    {
        Require();
        var rights = await ChartRights.OnAsync(Plane);
        Skip.If(rights is null, RenderedChart.Missing);
        await UseAllAsync(rights!);

        var requests = Plane.Audit.Read().Where(e => e.User == rights.OperatorUser && e.Resource.Length > 0).ToList();
        var used = requests.Select(e => $"{e.Group}/{e.Resource}{(e.Subresource.Length > 0 ? $"/{e.Subresource}" : "")} {e.Verb}").ToHashSet();
        var granted = Granted(ChartRights.OperatorRules("lab"));

        Assert.Empty(requests.Where(e => e.Code == 403).Select(e => $"{e.Verb} {e.Uri}"));
        Assert.Equal([], used.Except(granted));
        Assert.Equal(NeverSeen.Keys.Except(used).Order(), granted.Except(used).Order());
        var trials = Plane.Audit.Read().Where(e => e.User.EndsWith(":filler-trial", StringComparison.Ordinal)).ToList();
        // Packs' own are used by the real worker alone, in another test of the suite.
        var reported = trials.Select(e => $"{e.Group}/{e.Resource}{(e.Subresource.Length > 0 ? $"/{e.Subresource}" : "")} {e.Verb}").ToHashSet();
        Assert.Equal([], reported.Except(Granted(ChartRights.TrialRules("lab"))));
        Assert.Contains("filler.dev/trials/status patch", reported);
        Assert.DoesNotContain(trials, e => e.Code == 403);
    }

    private static HashSet<string> Granted(IEnumerable<V1PolicyRule> rules) => [.. rules.SelectMany(r => from g in r.ApiGroups from s in r.Resources from v in r.Verbs select $"{g}/{s} {v}")];

    /// <summary>A study whose life needs every verb: lease, secrets, a hung worker, a pod lost by force, repeated events, a deletion with blobs; and one in packs.</summary>
    private async Task UseAllAsync(ChartRights rights)
    {
        await using var run = await StartEverywhereAsync(async (pod, trial, deleted) =>
        {
            if (trial.Spec.Study != "all") return null;
            switch (trial.Spec.Number, trial.Status.Attempt)
            {
                case (0, 1):
                    return new ContainerEnd(134, "corrupted list");
                case (0, 2):
                    // The second event of its kind finds the first.
                    await Eventually.HoldsAsync(async () => (await Client.CoreV1.ListNamespacedEventAsync(pod.Namespace(), cancellationToken: CancellationToken.None)).Items.Any(e => e.Type == "Warning"));
                    return new ContainerEnd(134, "corrupted list");
                case (1, 1):
                    await Client.CoreV1.DeleteNamespacedPodAsync(pod.Name(), pod.Namespace(), new V1DeleteOptions { GracePeriodSeconds = 0 }, cancellationToken: CancellationToken.None);
                    return InstantTrainer.None;
                case (2, 1):
                    await PodReports.RunningAsync(Client, pod);
                    using (var worker = Plane.CreateClient(rights.KubeConfigOf(pod))) await TrialReports.AliveAsync(worker, pod, trial);
                    return await UntilDeletedAsync(deleted, 137);
                default:
                    return null;
            }
        });
        var secret = new V1Secret { Metadata = new V1ObjectMeta { Name = "key" }, StringData = new Dictionary<string, string> { ["AZURE_STORAGE_KEY"] = "AAAA" } };
        await Client.CoreV1.CreateNamespacedSecretAsync(secret, run.Namespace);
        var study = TinyStudy.Named("all");
        await run.ApplyAsync(study with { Spec = study.Spec with { Trial = study.Spec.Trial with { SilenceSeconds = 5 }, Storage = new StorageSpec { Retention = Retentions.DeleteAll } } });
        var other = TinyStudy.Named("secret");
        await run.ApplyAsync(other with { Spec = other.Spec with { Suspend = true, Storage = new StorageSpec { Azure = new AzureStorageSpec { Account = "rubber", Container = "own", CredentialSecret = "key" } } } });
        var packed = TinyStudy.Named("packed");
        await run.ApplyAsync(packed with { Spec = packed.Spec with { Trial = new TrialRunSpec { Packing = 2 } } });
        foreach (var name in new[] { "all", "packed" }) await run.UntilAsync(name, s => s.Status?.FinishTime is not null);
        await run.UntilAsync("secret", s => s.Status?.Phase == "Suspended");
        await Eventually.HoldsAsync(async () => (await Client.CoreV1.ListNamespacedEventAsync(run.Namespace)).Items.Any(e => e is { Count: > 1, Type: "Warning" }));
        foreach (var name in new[] { "all", "secret" }) await FillerResources.DeleteAsync(Client, name, run.Namespace);
        await Eventually.HoldsAsync(async () => !await run.ExistsAsync("all") && !await run.ExistsAsync("secret"));
    }

    private Task<OperatorRun> StartEverywhereAsync(Func<V1Pod, Trial, CancellationToken, Task<ContainerEnd?>> deed) => OperatorRun.StartAsync(
        Plane, store => new InstantTrainer(store) { Deed = deed, Packs = Client },
        o => o with { Patience = Short, WatchNamespace = null, LeaderElection = true, PodNamespace = ChartRights.ReleaseNamespace, StudySecrets = true });

    private static int Results(OperatorRun run, string space) =>
        Directory.Exists(Path.Combine(run.Store, "studies", space)) ? Directory.EnumerateFiles(Path.Combine(run.Store, "studies", space), "result.json", SearchOption.AllDirectories).Count() : 0;
}
