using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Search;

namespace Filler.Studies.Tests.Search;

public class SearchSpacesTests
{
    [Fact]
    public void Each_kind_of_parameter_becomes_its_own()
    {
        var space = SearchSpaces.From(With(
            new ParameterSpec { Path = "model.convLayers", Int = new IntRange { Min = 1, Max = 5, Step = 2 } },
            new ParameterSpec { Path = "training.learningRate", Double = new DoubleRange { Min = 1e-4, Max = 1e-1, Scale = "log" } },
            new ParameterSpec { Path = "training.optimizer", Choice = [JsonValue.Create("adam"), JsonValue.Create("sgd")] },
            new ParameterSpec
            {
                Path = "training.momentum",
                Double = new DoubleRange { Min = 0.5, Max = 0.9, Step = 0.1 },
                When = new Dictionary<string, IReadOnlyList<JsonValue>> { ["training.optimizer"] = [JsonValue.Create("sgd")] },
            })).Space!;

        Assert.Equal(new IntegerParameter("model.convLayers", 1, 5, 2), space.Parameters[0]);
        Assert.Equal(new RealParameter("training.learningRate", 1e-4, 1e-1, Log: true), space.Parameters[1]);
        Assert.Equal(["adam", "sgd"], Assert.IsType<ChoiceParameter>(space.Parameters[2]).Choices.Select(c => c.ToString()));
        var momentum = Assert.IsType<RealParameter>(space.Parameters[3]);
        Assert.Equal(0.1, momentum.Step);
        Assert.Equal("training.optimizer", momentum.When!.Parameter);
        Assert.Equal([new ParameterValue.Text("sgd")], momentum.When.AnyOf);
    }

    [Fact]
    public void A_parameter_may_hang_on_two_others_and_is_filled_in_only_where_both_hold()
    {
        var spec = With(
            new ParameterSpec { Path = "training.optimizer", Choice = [JsonValue.Create("adam"), JsonValue.Create("sgd")] },
            new ParameterSpec { Path = "model.convLayers", Int = new IntRange { Min = 1, Max = 2 } },
            new ParameterSpec
            {
                Path = "training.momentum",
                Choice = [JsonValue.Create(0.5), JsonValue.Create(0.7)],
                When = new Dictionary<string, IReadOnlyList<JsonValue>> { ["training.optimizer"] = [JsonValue.Create("sgd")], ["model.convLayers"] = [JsonValue.Create(2)] },
            }).With(s => s with { Algorithm = "grid", MaxTrials = null, ParallelTrials = 99 });

        var starts = StudyPlanner.Decide(Facts.Study(spec), [], Facts.Noon).Steps.OfType<PlanStep.StartTrial>().Select(s => s.Spec).ToList();

        Assert.Equal(5, starts.Count);
        Assert.Equal([0.5, 0.7], starts.Where(s => s.Parameters.ContainsKey("training.momentum")).Select(s => s.Training.Momentum));
        Assert.All(starts.Where(s => s.Training.Momentum != 0.9), s => Assert.Equal(("sgd", 2), (s.Training.Optimizer, s.Model.ConvLayers)));
    }

    [Theory]
    [InlineData("[250, 500, 1000]", true)]
    [InlineData("[250, 500.5, 1000]", true)]
    [InlineData("[500, 250, 1000]", false)]
    public void Numbers_in_rising_order_are_neighbours(string choices, bool ordered)
    {
        var space = SearchSpaces.From(With(new ParameterSpec { Path = "dataset.slices.fieldOfViewNm", Choice = JsonNode.Parse(choices)!.AsArray().Select(n => n!.AsValue()).ToList() })).Space!;

        Assert.Equal(ordered, Assert.IsType<ChoiceParameter>(Assert.Single(space.Parameters)).Ordered);
    }

    [Fact]
    public void Words_are_no_neighbours()
    {
        var space = SearchSpaces.From(With(new ParameterSpec { Path = "training.optimizer", Choice = [JsonValue.Create("adam"), JsonValue.Create("sgd")] })).Space!;

        Assert.False(Assert.IsType<ChoiceParameter>(Assert.Single(space.Parameters)).Ordered);
    }

    [Fact]
    public void Values_survive_the_way_through_a_record()
    {
        var space = new SearchSpace(
        [
            new RealParameter("training.dropout", 0, 1),
            new IntegerParameter("model.filters", 1, 64),
            new ChoiceParameter("dataset.slices.fieldOfViewNm", [new ParameterValue.Integer(250), new ParameterValue.Real(500.5)]),
            new ChoiceParameter("training.augment", [new ParameterValue.Truth(true), new ParameterValue.Truth(false)]),
            new ChoiceParameter("training.optimizer", [new ParameterValue.Text("adam")]),
        ]);
        var point = new Dictionary<string, ParameterValue>
        {
            ["training.dropout"] = new ParameterValue.Real(1.0),
            ["model.filters"] = new ParameterValue.Integer(16),
            ["dataset.slices.fieldOfViewNm"] = new ParameterValue.Real(500.5),
            ["training.augment"] = new ParameterValue.Truth(false),
            ["training.optimizer"] = new ParameterValue.Text("adam"),
        };

        var json = FillerJson.Serialize(ParameterValues.ToJson(point));
        var back = ParameterValues.ToSpace(space, FillerJson.Deserialize<Parameters>(json));

        Assert.Equal(point.OrderBy(p => p.Key), back.OrderBy(p => p.Key));
        Assert.Equal(point.OrderBy(p => p.Key), ParameterValues.ToSpace(space, ParameterValues.ToJson(point)).OrderBy(p => p.Key));
    }

    [Fact]
    public void A_value_that_an_edited_space_no_longer_has_is_left_out()
    {
        var space = new SearchSpace([new ChoiceParameter("training.optimizer", [new ParameterValue.Text("adam")])]);

        Assert.Empty(ParameterValues.ToSpace(space, new Parameters { ["training.optimizer"] = JsonValue.Create("sgd"), ["model.filters"] = JsonValue.Create(3) }));
    }

    private static StudySpec With(params ParameterSpec[] parameters) => Facts.Spec.With(s => s with { Parameters = parameters });
}
