using System.Reflection;
using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Cli.Tests.Commands;
using Filler.Cli.Tests.Reports;
using Filler.TestKit.Cluster;
using k8s;
using k8s.Models;

namespace Filler.Cli.Tests.Cluster;

/// <summary>filler submit, status, stop, resume and report against a real API server; the operator's part is written by the tests.</summary>
public sealed class ClusterCommandTests(ControlPlaneFixture cluster) : IClassFixture<ControlPlaneFixture>, IDisposable
{
    private static readonly string Root = typeof(ClusterCommandTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    private static readonly string[] Kinds = ["studies", "trials"];

    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [SkippableFact]
    public async Task A_study_is_submitted_and_changed_and_the_next_command_is_named()
    {
        var space = await NamespaceAsync();

        var first = await TypeAsync(space, "submit", shell.Manifest);
        var again = await TypeAsync(space, "submit", shell.Manifest, "--set", "search.maxFailedTrials=7");

        Assert.Equal((ExitCode.Success, ExitCode.Success), (first.Code, again.Code));
        Assert.Contains($"study tiny submitted in namespace {space}", first.Output);
        Assert.Contains($"next:    filler status tiny -n {space} --watch", first.Output);
        Assert.Contains("study tiny changed", again.Output);
        var kept = await StudyAsync(space);
        Assert.Equal(7, (int)kept["spec"]!["search"]!["maxFailedTrials"]!);
    }

    [SkippableFact]
    public async Task A_dry_run_keeps_nothing()
    {
        var space = await NamespaceAsync();

        var answer = await TypeAsync(space, "submit", shell.Manifest, "--dry-run");

        Assert.Equal(ExitCode.Success, answer.Code);
        Assert.Contains("nothing was kept", answer.Output);
        var status = await TypeAsync(space, "status", "tiny");
        Assert.Equal(ExitCode.BadInput, status.Code);
        Assert.Contains($"studies/tiny: not in namespace {space}", status.Error);
    }

    [SkippableFact]
    public async Task A_study_that_is_stopped_is_suspended_until_it_is_resumed()
    {
        var space = await NamespaceAsync();
        await TypeAsync(space, "submit", shell.Manifest);

        var stop = await TypeAsync(space, "stop", "tiny");
        Assert.Contains($"filler resume tiny -n {space}", stop.Output);
        Assert.True((bool)(await StudyAsync(space))["spec"]!["suspend"]!);

        Assert.Equal(ExitCode.Success, (await TypeAsync(space, "resume", "tiny")).Code);
        Assert.False((bool)(await StudyAsync(space))["spec"]!["suspend"]!);
        Assert.Equal(ExitCode.BadInput, (await TypeAsync(space, "stop", "other")).Code);
    }

    [SkippableFact]
    public async Task A_finished_study_is_shown_as_a_local_run_is()
    {
        var space = await NamespaceAsync();
        await TypeAsync(space, "submit", shell.Manifest);
        var sample = SampleRun.Content().Study;
        var complete = new V1Condition { Type = "Complete", Status = "True", Reason = "BudgetUsed", Message = "30 trials", LastTransitionTime = DateTime.UnixEpoch };
        sample = sample with { Status = sample.Status! with { Conditions = [complete] } };
        var patch = new JsonObject { ["status"] = JsonNode.Parse(FillerJson.Serialize(sample.Status)) };
        await cluster.ControlPlane.Client.CustomObjects.PatchNamespacedCustomObjectStatusAsync(
            new V1Patch(patch.ToJsonString(), V1Patch.PatchType.MergePatch), ApiGroup.Name, ApiGroup.Version, space, "studies", "tiny");

        var text = await TypeAsync(space, "status", "tiny", "--watch");
        var json = await TypeAsync(space, "status", "tiny", "--output", "json");

        Assert.Equal(ExitCode.Success, text.Code);
        Assert.Contains("complete", text.Output);
        Assert.Contains("Evaluation images told right", text.Output);
        Assert.Equal("Complete", (string?)JsonNode.Parse(json.Output)!["state"]);
        Assert.Equal(sample.Status!.Best!.Trial, (int)JsonNode.Parse(json.Output)!["best"]!["trial"]!);
    }

    /// <summary>Trials in a cluster leave out what follows from their study.</summary>
    [SkippableFact]
    public async Task A_running_trial_is_shown_with_its_own_number_of_epochs()
    {
        var space = await NamespaceAsync();
        await TypeAsync(space, "submit", shell.Manifest);
        var uid = (string)(await StudyAsync(space))["metadata"]!["uid"]!;
        var trial = JsonNode.Parse($$$"""
            {
              "apiVersion": "filler.dev/v1alpha1", "kind": "Trial", "metadata": { "name": "tiny-0000", "labels": { "filler.dev/study-uid": "{{{uid}}}" } },
              "spec": { "study": "tiny", "studyUid": "{{{uid}}}", "number": 0, "parameters": { "training.epochs": 7 }, "metric": "accuracy" }
            }
            """)!;
        var status = JsonNode.Parse("""
            { "status": { "phase": "Running", "attempt": 1, "epochs": [{ "epoch": 1, "trainLoss": 1, "loss": 1, "accuracy": 0.75, "worstClassAccuracy": 0.5, "macroF1": 0.7, "seconds": 2 }] } }
            """)!;
        var objects = cluster.ControlPlane.Client.CustomObjects;
        await objects.CreateNamespacedCustomObjectAsync(trial, ApiGroup.Name, ApiGroup.Version, space, "trials");
        await objects.PatchNamespacedCustomObjectStatusAsync(new V1Patch(status.ToJsonString(), V1Patch.PatchType.MergePatch), ApiGroup.Name, ApiGroup.Version, space, "trials", "tiny-0000");

        var answer = await TypeAsync(space, "status", "tiny");

        Assert.Contains("trial 0 epoch 1.0/7 at 0.750", answer.Output);
    }

    [SkippableFact]
    public async Task The_servers_refusal_is_passed_on_in_its_own_words()
    {
        var space = await NamespaceAsync();
        var reader = cluster.ControlPlane.WriteKubeConfig("nobody", "readers");

        var answer = await CommandLine.RunAsync("submit", shell.Manifest, "-n", space, "--kubeconfig", reader);

        Assert.Equal(ExitCode.BadInput, answer.Code);
        Assert.Contains("User \"nobody\" cannot patch resource \"studies\"", answer.Error);
        Assert.Contains($"ask for a role that may (see docs/cluster.md), or name another context with --context. What you may: kubectl auth can-i --list -n {space}", answer.Error);
    }

    [SkippableFact]
    public async Task A_namespace_that_is_not_there_is_told_from_a_kind_that_is_not_installed()
    {
        var space = await NamespaceAsync();

        var nowhere = await TypeAsync(space + "-not", "submit", shell.Manifest);
        var missing = await TypeAsync(space, "stop", "tiny");

        Assert.Equal((ExitCode.BadInput, ExitCode.BadInput), (nowhere.Code, missing.Code));
        Assert.Contains($"namespaces \"{space}-not\" not found", nowhere.Error);
        Assert.Contains($"kubectl create namespace {space}-not", nowhere.Error);
        Assert.Contains($"studies/tiny: not in namespace {space}", missing.Error);
    }

    [SkippableFact]
    public async Task What_holds_a_study_up_is_said_with_its_status()
    {
        var space = await NamespaceAsync();
        await TypeAsync(space, "submit", shell.Manifest);
        var status = new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["conditions"] = new JsonArray(new JsonObject
                {
                    ["type"] = "Blocked",
                    ["status"] = "True",
                    ["reason"] = "Unschedulable",
                    ["message"] = "0/3 nodes are available: 3 Insufficient nvidia.com/gpu.",
                    ["lastTransitionTime"] = "2026-01-01T00:00:00Z",
                }),
            },
        };
        await cluster.ControlPlane.Client.CustomObjects.PatchNamespacedCustomObjectStatusAsync(
            new V1Patch(status.ToJsonString(), V1Patch.PatchType.MergePatch), ApiGroup.Name, ApiGroup.Version, space, "studies", "tiny");

        var answer = await TypeAsync(space, "status", "tiny");

        Assert.Equal(ExitCode.Success, answer.Code);
        Assert.Contains("Blocked True (Unschedulable): 0/3 nodes are available: 3 Insufficient nvidia.com/gpu.", answer.Output);
        Assert.Contains("no trials yet", answer.Output);
    }

    [Fact]
    public async Task A_missing_kubeconfig_is_named_with_the_fix()
    {
        var answer = await CommandLine.RunAsync("status", "tiny", "--kubeconfig", Path.Combine(Root, "no-such-file"));

        Assert.Equal(ExitCode.BadInput, answer.Code);
        Assert.Contains("no-such-file", answer.Error);
        Assert.Contains("name another with --kubeconfig or --context", answer.Error);
    }

    [SkippableFact]
    public async Task Several_kubeconfigs_are_merged_as_kubectl_merges_them()
    {
        var space = await NamespaceAsync();
        await File.WriteAllTextAsync(shell.At("first"), """
            apiVersion: v1
            kind: Config
            clusters: [{ name: elsewhere, cluster: { server: "https://127.0.0.1:1" } }]
            contexts: [{ name: elsewhere, context: { cluster: elsewhere, user: nobody } }]
            users: [{ name: nobody, user: { token: none } }]
            current-context: elsewhere

            """);
        shell.Environment["KUBECONFIG"] = string.Join(Path.PathSeparator, shell.At("not-there"), shell.At("first"), cluster.ControlPlane.AdminKubeConfig);
        var context = KubernetesClientConfiguration.LoadKubeConfig(cluster.ControlPlane.AdminKubeConfig).CurrentContext;

        var second = await shell.TypeAsync("submit", shell.Manifest, "-n", space, "--context", context);
        var current = await shell.TypeAsync("status", "tiny", "-n", space);

        Assert.Equal((ExitCode.Success, ""), (second.Code, second.Error));
        Assert.Contains("https://127.0.0.1:1", current.Error);
    }

    [Fact]
    public async Task A_kubeconfig_that_is_no_YAML_is_named()
    {
        await File.WriteAllTextAsync(shell.At("broken"), "clusters: [");

        var answer = await CommandLine.RunAsync("status", "tiny", "--kubeconfig", shell.At("broken"));

        Assert.Equal(ExitCode.BadInput, answer.Code);
        Assert.Contains($"{shell.At("broken")}: ", answer.Error);
        Assert.DoesNotContain("   at ", answer.Error);
    }

    [Fact]
    public async Task A_run_folder_is_not_watched()
    {
        var answer = await CommandLine.RunAsync("status", shell.At("."), "--watch");

        Assert.Equal(ExitCode.BadInput, answer.Code);
        Assert.Contains("is a run folder", answer.Error);
    }

    private Task<(int Code, string Output, string Error)> TypeAsync(string space, params string[] arguments) =>
        CommandLine.RunAsync([.. arguments, "-n", space, "--kubeconfig", cluster.ControlPlane.AdminKubeConfig]);

    private async Task<JsonNode> StudyAsync(string space) => JsonNode.Parse(((System.Text.Json.JsonElement)await cluster.ControlPlane.Client.CustomObjects
        .GetNamespacedCustomObjectAsync(ApiGroup.Name, ApiGroup.Version, space, "studies", "tiny")).GetRawText())!;

    private async Task<string> NamespaceAsync()
    {
        cluster.Require();
        foreach (var kind in Kinds)
        {
            var crd = KubernetesYaml.Deserialize<V1CustomResourceDefinition>(await File.ReadAllTextAsync(Path.Combine(Root, "crds", $"{kind}.{ApiGroup.Name}.yaml")));
            await InstallAsync(crd);
        }

        return await cluster.ControlPlane.CreateNamespaceAsync();
    }

    private async Task InstallAsync(V1CustomResourceDefinition crd)
    {
        var definitions = cluster.ControlPlane.Client.ApiextensionsV1;
        try
        {
            await definitions.CreateCustomResourceDefinitionAsync(crd);
        }
        catch (k8s.Autorest.HttpOperationException e) when (e.Response.StatusCode == System.Net.HttpStatusCode.Conflict)
        {
            // Another test of this class was first.
        }

        await foreach (var (_, seen) in definitions.WatchListCustomResourceDefinitionAsync(fieldSelector: $"metadata.name={crd.Metadata.Name}"))
        {
            if (seen.Status?.Conditions?.Any(c => c.Type == "Established" && c.Status == "True") == true) break;
        }
    }
}
