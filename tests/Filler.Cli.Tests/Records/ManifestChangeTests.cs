using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Cli.Records;
using Filler.Cli.Tests.Running;
using k8s.Models;

namespace Filler.Cli.Tests.Records;

public class ManifestChangeTests
{
    private static readonly RunFolder Folder = new("runs/tiny");

    [Fact]
    public void Budget_goal_parallelism_and_retries_are_taken_and_a_finished_study_is_judged_anew()
    {
        var recorded = Lab.Study() with { Status = new StudyStatus { FinishTime = DateTimeOffset.UnixEpoch } };
        var spec = recorded.Spec;
        var manifest = recorded with
        {
            Metadata = new V1ObjectMeta { Name = "tiny" },
            Spec = spec with
            {
                Objective = spec.Objective with { Goal = 0.9 },
                Search = spec.Search with { MaxTrials = 99, ParallelTrials = 7 },
                Trial = spec.Trial with { Retries = 9 },
            },
        };

        var taken = ManifestChange.Take(recorded, manifest, Folder);

        Assert.Equal((99, 7, 9, 0.9), (taken.Spec.Search.MaxTrials, taken.Spec.Search.ParallelTrials, taken.Spec.Trial.Retries, taken.Spec.Objective.Goal));
        Assert.Equal(recorded.Metadata.Uid, taken.Metadata.Uid);
        Assert.Null(taken.Status);
    }

    [Fact]
    public void The_same_manifest_leaves_a_finished_study_finished()
    {
        var recorded = Lab.Study() with { Status = new StudyStatus { FinishTime = DateTimeOffset.UnixEpoch } };

        Assert.Same(recorded, ManifestChange.Take(recorded, Lab.Study(), Folder));
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "dataset.slices.pixels", "spec.dataset.slices.pixels" },
        { "dataset.classes[1].name", "spec.dataset.classes[1].name" },
        { "model.convLayers", "spec.model.convLayers" },
        { "training.epochs", "spec.training.epochs" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_would_make_finished_trials_incomparable_is_refused_by_its_field(string path, string field)
    {
        var recorded = Lab.Study();
        JsonValue value = path.EndsWith("name", StringComparison.Ordinal) ? JsonValue.Create("c") : JsonValue.Create(path.EndsWith("pixels", StringComparison.Ordinal) ? 16 : 5);
        var manifest = recorded with { Spec = path.Contains('[', StringComparison.Ordinal) ? Renamed(recorded.Spec) : ParameterPaths.Apply(recorded.Spec, new Parameters { [path] = value }) };

        var refused = Assert.Throws<CommandFailure>(() => ManifestChange.Take(recorded, manifest, Folder));

        Assert.Equal(ExitCode.BadInput, refused.Code);
        Assert.StartsWith(field, refused.Message, StringComparison.Ordinal);
        Assert.Contains("--run-folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_metric_or_search_space_or_name_is_refused()
    {
        var recorded = Lab.Study();
        var spec = recorded.Spec;
        Assert.StartsWith("spec.objective.metric", Message(recorded with { Spec = spec with { Objective = new ObjectiveSpec { Metric = Metrics.Loss } } }), StringComparison.Ordinal);
        Assert.StartsWith("spec.search.parameters[0].double.min", Message(recorded with
        {
            Spec = spec with { Search = spec.Search with { Parameters = [spec.Search.Parameters[0] with { Double = new DoubleRange { Min = 1e-5, Max = 1e-1, Scale = "log" } }] } },
        }), StringComparison.Ordinal);
        Assert.StartsWith("metadata.name", Message(recorded with { Metadata = new V1ObjectMeta { Name = "other" } }), StringComparison.Ordinal);

        string Message(Study manifest) => Assert.Throws<CommandFailure>(() => ManifestChange.Take(recorded, manifest, Folder)).Message;
    }

    private static StudySpec Renamed(StudySpec spec) =>
        spec with { Dataset = spec.Dataset with { Classes = [spec.Dataset.Classes[0], spec.Dataset.Classes[1] with { Name = "c" }] } };
}
