using Filler.Api;
using Filler.TestKit.Cluster;
using Filler.TestKit.Studies;

namespace Filler.Cluster.Tests;

/// <summary>What was trained before is not trained again, and what earlier studies found is not found out again.</summary>
public sealed class ReuseTests(ControlPlaneFixture cluster) : StudyTests(cluster)
{
    [SkippableFact]
    public async Task An_equal_trial_of_another_study_is_taken_over_without_a_pod()
    {
        Require();
        await using var run = await OperatorRun.StartAsync(Plane);
        await run.ApplyAsync(Grid("first", reuse: true));
        var first = await run.UntilAsync("first", s => s.Status?.FinishTime is not null);
        var pods = run.Agent.Started.Count;

        await run.ApplyAsync(Grid("second", reuse: true));
        var second = await run.UntilAsync("second", s => s.Status?.FinishTime is not null);
        await run.ApplyAsync(Grid("alone", reuse: false));
        var alone = await run.UntilAsync("alone", s => s.Status?.FinishTime is not null);

        Assert.Equal((4, 4, 0), (second.Status!.Trials.Succeeded, second.Status.Trials.Reused, alone.Status!.Trials.Reused));
        Assert.Equal("first", second.Status.Best!.ReusedFrom!.Study);
        Assert.Equal(first.Status!.Best!.ValidationMetric, second.Status.Best.ValidationMetric);
        Assert.DoesNotContain(run.Agent.Started, p => p.StartsWith("second-", StringComparison.Ordinal));
        // Four trials of the study that stands alone; its images lie there already.
        Assert.Equal(pods + 4, run.Agent.Started.Count);
    }

    [SkippableFact]
    public async Task An_earlier_study_is_learned_from_also_when_it_is_gone()
    {
        Require();
        await using var run = await OperatorRun.StartAsync(Plane);
        await run.ApplyAsync(TinyStudy.Named("first"));
        var first = await run.UntilAsync("first", s => s.Status?.FinishTime is not null);
        var second = TinyStudy.Named("second");

        await run.ApplyAsync(second with
        {
            Spec = second.Spec with { Search = second.Spec.Search with { Algorithm = "tpe", Seed = 7, ParallelTrials = 1, WarmStart = [new WarmStartSpec { Study = "first" }] } },
        });
        await run.UntilAsync("second", s => s.Status?.Trials.Total >= 1);
        await FillerResources.DeleteAsync(Client, "first", run.Namespace);
        var end = await run.UntilAsync("second", s => s.Status?.FinishTime is not null);

        Assert.Equal(("Complete", 4), (end.Status!.Phase, end.Status.Trials.Succeeded));
        // The best configurations of before go first, the very best foremost.
        Assert.Equal(first.Status!.Best!.Parameters, (await run.TrialsAsync()).First(t => t.Spec.Study == "second").Spec.Parameters);
        Assert.Single(Directory.EnumerateFiles(run.Store, "warm-start.json", SearchOption.AllDirectories));
    }

    [SkippableFact]
    public async Task A_study_that_names_an_unknown_one_says_so_and_begins_when_it_is_there()
    {
        Require();
        await using var run = await StartAsync((_, _, _) => Task.FromResult<Filler.TestKit.Nodes.ContainerEnd?>(null));
        var second = TinyStudy.Named("second");
        await run.ApplyAsync(second with { Spec = second.Spec with { Search = second.Spec.Search with { WarmStart = [new WarmStartSpec { Study = "first" }] } } });

        var refused = await run.UntilAsync("second", s => s.Status?.Phase == "Refused");
        Assert.Equal("WarmStartNotFound", refused.Status!.Conditions.Single(c => c.Type == "Accepted").Reason);
        Assert.Equal($"spec.search.warmStart[0].study: there is no study 'first' in namespace {run.Namespace}; write the name of one, or leave it out", refused.Status.Message);

        await run.ApplyAsync(TinyStudy.Named("first"));
        var end = await run.UntilAsync("second", s => s.Status?.FinishTime is not null);
        Assert.Equal(("Complete", "True"), (end.Status!.Phase, end.Status.Conditions.Single(c => c.Type == "Accepted").Status));
    }

    // Other samplers draw from the study's uid: no two of their studies propose the same.
    private static Study Grid(string name, bool reuse)
    {
        var study = TinyStudy.Named(name);
        return study with
        {
            Spec = study.Spec with
            {
                Search = study.Spec.Search with { Algorithm = "grid", Parameters = [new ParameterSpec { Path = "model.convLayers", Int = new IntRange { Min = 1, Max = 4 } }], Reuse = reuse },
            },
        };
    }
}
