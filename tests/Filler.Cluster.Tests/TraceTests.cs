using Filler.Cluster.Tests.Nodes;
using Filler.Cluster.Tests.Telemetry;
using Filler.TestKit.Cluster;

namespace Filler.Cluster.Tests;

/// <summary>One trace a study, across operator, dataset and trials.</summary>
public sealed class TraceTests(ControlPlaneFixture cluster) : StudyTests(cluster)
{
    /// <summary>Each span and its parent.</summary>
    private static readonly Dictionary<string, string> Parents = new()
    {
        ["decide"] = "study",
        ["search"] = "study",
        ["start dataset"] = "decide",
        ["start trial"] = "decide",
        ["prepare dataset"] = "start dataset",
        ["train trial"] = "start trial",
        ["fetch dataset"] = "train trial",
        ["epoch"] = "train trial",
        ["checkpoint"] = "train trial",
        ["evaluate"] = "train trial",
        ["store result"] = "train trial",
    };

    [SkippableFact]
    public async Task A_study_is_one_trace_from_its_acceptance_to_the_last_checkpoint()
    {
        Require();
        await using var collector = await OtlpCollector.StartAsync();
        using var node = await RealWorkers.OnAsync(Plane);
        Api.Study study;
        await using (var run = await OperatorRun.StartAsync(Plane, node.RunAsync, o => o with { Telemetry = collector.Variables }))
        {
            await Kubectl.RunAsync(Plane, ["apply", "-n", run.Namespace, "-f", "-"], RealStudy.Manifest("traced", "persistentVolumeClaim: lab"));
            study = await run.UntilAsync("traced", s => s.Status?.FinishTime is not null);
        }

        var all = collector.Spans.ToList();
        // Operators of other tests in this process make spans too.
        var (trace, id) = study.Metadata.Annotations["filler.dev/traceparent"].Split('-') is [_, var first, var second, _] ? (first, second) : default;
        var spans = all.Where(span => span.Trace == trace).ToList();
        var root = Assert.Single(spans, span => span.Name == "study");
        var names = spans.ToDictionary(span => span.Id, span => span.Name);

        Assert.Equal((id, ""), (root.Id, root.Parent));
        Assert.Equal(["filler-operator", "filler-worker"], spans.Select(s => s.Service).Distinct().Order());
        Assert.Equal(Parents.Keys.Append("pod start").Append("study").Order(), spans.Select(s => s.Name).Distinct().Order());
        Assert.All(spans.Where(s => Parents.ContainsKey(s.Name)), s => Assert.Equal((s.Name, Parents[s.Name]), (s.Name, names.GetValueOrDefault(s.Parent, s.Parent))));
        Assert.All(spans.Where(s => s.Name == "pod start"), s => Assert.Contains(names[s.Parent], new[] { "start trial", "start dataset" }));
        Assert.Equal((3, 3, 6), (spans.Count(s => s.Name == "train trial"), spans.Count(s => s.Name == "evaluate"), spans.Count(s => s.Name == "epoch")));
        Assert.All(all.Where(span => span.Service == "filler-worker"), span => Assert.Equal(trace, span.Trace));
    }
}
