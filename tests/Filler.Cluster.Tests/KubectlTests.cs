using Filler.TestKit.Cluster;
using Filler.TestKit.Studies;

namespace Filler.Cluster.Tests;

/// <summary>What a user sees through kubectl.</summary>
public sealed class KubectlTests(ControlPlaneFixture cluster) : StudyTests(cluster)
{
    [SkippableTheory]
    [InlineData("study.spec.search", "The parameters searched, the algorithm, the budget.", "algorithm", "No more than this many trials are ever started")]
    [InlineData("study.spec.search.pruning", "successive halving without waiting", "minEpochs", "No trial is judged before this many epochs.")]
    [InlineData("study.spec.trial", "How a trial is run", "silenceSeconds", "A worker that reports nothing for this long counts as hung")]
    [InlineData("study.spec.dataset.imagesPerClass", "", "evaluation", "<integer>")]
    [InlineData("trial.status", "", "epochs", "<[]Object>")]
    public async Task Explain_reads_like_documentation(string field, string about, string member, string words)
    {
        Require();
        await FillerResources.InstallAsync(Client);
        // An API server serves a new kind before it describes it.
        await Eventually.HoldsAsync(async () =>
        {
            var described = await Kubectl.RunAsync(Plane, ["get", "--raw", "/openapi/v2"]);
            return described.Contains("\"dev.filler.v1alpha1.Study\"", StringComparison.Ordinal) && described.Contains("\"dev.filler.v1alpha1.Trial\"", StringComparison.Ordinal);
        });

        var text = string.Join(' ', (await Kubectl.RunAsync(Plane, ["explain", field])).Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));

        Assert.Contains(about, text);
        Assert.Contains(member, text);
        Assert.Contains(words, text);
    }

    /// <summary>A field without a description explains nothing.</summary>
    [SkippableFact]
    public async Task Every_field_that_a_user_may_write_in_search_trial_and_storage_is_described()
    {
        Require();
        await FillerResources.InstallAsync(Client);
        var crd = System.Text.Json.Nodes.JsonNode.Parse(await Kubectl.RunAsync(Plane, ["get", "crd", "studies.filler.dev", "-o", "json"]))!;
        var spec = crd["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!["properties"]!;

        var silent = new[] { "search", "trial", "storage" }
            .SelectMany(section => spec[section]!["properties"]!.AsObject().Select(f => (Path: $"{section}.{f.Key}", Description: (string?)f.Value!["description"])))
            .Where(f => string.IsNullOrEmpty(f.Description)).Select(f => f.Path);

        Assert.Empty(silent);
    }

    [SkippableFact]
    public async Task Tables_show_what_people_look_for()
    {
        Require();
        await using var run = await StartAsync((_, _, _) => Task.FromResult<Filler.TestKit.Nodes.ContainerEnd?>(null));
        await run.ApplyAsync(TinyStudy.Named("table"));
        await run.UntilAsync("table", s => s.Status?.FinishTime is not null);

        var studies = (await Kubectl.RunAsync(Plane, ["get", "st", "-n", run.Namespace])).Split('\n');
        var trials = (await Kubectl.RunAsync(Plane, ["get", "trials", "-n", run.Namespace])).Split('\n');
        var both = await Kubectl.RunAsync(Plane, ["get", "filler", "-n", run.Namespace]);

        Assert.Matches(@"^NAME +PHASE +TRIALS +RUNNING +BEST +WORST CLASS +AGE", studies[0]);
        Assert.Matches(@"^table +Complete +4/4 +0 +0\.\d+ +aggregated 0\.9 ", studies[1]);
        Assert.Matches(@"^NAME +STUDY +PHASE +ATTEMPT +EPOCH +METRIC +AGE", trials[0]);
        Assert.Matches(@"^table-0000 +table +Succeeded +1 +(\d+ +)?0\.\d+ ", trials[1]);
        Assert.Contains("study.filler.dev/table", both);
        Assert.Contains("trial.filler.dev/table-0003", both);
    }

    [SkippableTheory]
    [InlineData("algorithm: tpe", "algorithm: best", "spec.search.algorithm: Unsupported value: \"best\": supported values: \"auto\", \"grid\"")]
    [InlineData("parallelTrials: 2", "parallelTrials: 0", "spec.search.parallelTrials in body should be greater than or equal to 1")]
    public async Task A_wrong_field_is_refused_at_once_by_its_path(string right, string wrong, string words)
    {
        Require();
        await FillerResources.InstallAsync(Client);
        var manifest = (await File.ReadAllTextAsync(Path.Combine(BuiltFiles.Root, "examples", "quickstart.yaml"))).Replace($"    {right}", $"    {wrong}");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Kubectl.RunAsync(Plane, ["apply", "--dry-run=server", "-f", "-"], manifest));

        Assert.Contains(words, refusal.Message);
    }

    public static TheoryData<string> Examples => new(Directory.EnumerateFiles(Path.Combine(BuiltFiles.Root, "examples"), "*.yaml").Select(f => Path.GetFileName(f)!).Order());

    [SkippableTheory]
    [MemberData(nameof(Examples))]
    public async Task Every_example_is_taken_by_the_server(string file)
    {
        Require();
        await FillerResources.InstallAsync(Client);

        Assert.Contains("created (server dry run)", await Kubectl.RunAsync(Plane, ["apply", "--dry-run=server", "-f", Path.Combine(BuiltFiles.Root, "examples", file)]));
    }
}
