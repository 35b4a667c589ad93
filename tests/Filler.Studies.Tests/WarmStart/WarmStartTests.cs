using System.Text.Json.Nodes;
using Filler.Api;

namespace Filler.Studies.Tests.WarmStart;

public class WarmStartTests
{
    private static readonly StudySpec Spec = Facts.Spec.With(s => s with
    {
        Parameters =
        [
            new ParameterSpec { Path = "model.convLayers", Int = new IntRange { Min = 1, Max = 3 } },
            new ParameterSpec { Path = "training.optimizer", Choice = [JsonValue.Create("adam"), JsonValue.Create("sgd")] },
            new ParameterSpec { Path = "training.momentum", Double = new DoubleRange { Min = 0.5, Max = 0.9, Step = 0.1 }, When = new Dictionary<string, IReadOnlyList<JsonValue>> { ["training.optimizer"] = [JsonValue.Create("sgd")] } },
        ],
    });

    [Fact]
    public void What_was_fixed_then_and_is_searched_now_has_the_value_that_it_had()
    {
        var trial = Assert.Single(Map(Earlier(0, m => m with { ConvLayers = 2 }, t => t with { Optimizer = "adam" })).Trials);

        Assert.Equal("""{"model.convLayers":2,"training.optimizer":"adam"}""", trial.Parameters.Key());
        Assert.Equal(("earlier", 0, null), (trial.Study, trial.Number, trial.Discount));
    }

    [Fact]
    public void A_parameter_that_exists_under_a_condition_is_taken_where_the_condition_holds_at_its_nearest_step()
    {
        var trial = Assert.Single(Map(Earlier(0, m => m with { ConvLayers = 2 }, t => t with { Optimizer = "sgd", Momentum = 0.68 })).Trials);

        Assert.Equal("0.7", trial.Parameters["training.momentum"].ToJsonString());
    }

    [Theory]
    [InlineData(5, "adam", 0.9, "model.convLayers 5 is outside this study's space")]
    [InlineData(2, "rmsprop", 0.9, "training.optimizer \"rmsprop\" is outside this study's space")]
    [InlineData(2, "sgd", 0.99, "training.momentum 0.99 is outside this study's space")]
    public void Outside_the_bounds_it_is_left_out_with_the_reason(int layers, string optimizer, double momentum, string why)
    {
        var mapped = Map(Earlier(4, m => m with { ConvLayers = layers }, t => t with { Optimizer = optimizer, Momentum = momentum }));

        Assert.Empty(mapped.Trials);
        Assert.Equal(why, mapped.LeftOut[4]);
    }

    [Fact]
    public void Other_images_other_network_and_other_training_discount_and_other_epochs_do_not()
    {
        var trials = Map(
            Earlier(0, m => m with { ConvLayers = 1 }, t => t with { Epochs = 77 }),
            Earlier(1, m => m with { ConvLayers = 1, Filters = 3 }, t => t with { BatchSize = 3 }),
            Earlier(2, m => m with { ConvLayers = 1 }, t => t, images: "others"),
            Earlier(3, m => m with { ConvLayers = 1 }, t => t, images: null)).Trials;

        Assert.Equal([null, "other network, training", "other images", "other images"], trials.Select(t => t.Discount));
    }

    [Fact]
    public void A_network_that_cannot_be_trained_counts_and_a_crash_does_not()
    {
        Trial Fails(int number, ExitKind kind) =>
            Earlier(number, m => m with { ConvLayers = 1 }, t => t) is var trial ? trial with { Status = Facts.Running().Exits(kind) with { Phase = TrialPhase.Failed } } : trial;

        var mapped = Map(Fails(0, ExitKind.Diverged), Fails(1, ExitKind.UserError), Fails(2, ExitKind.Crashed));

        Assert.Equal([0, 1], mapped.Trials.Where(t => t.Failed).Select(t => t.Number));
        Assert.Equal("has no figures", mapped.LeftOut[2]);
    }

    [Fact]
    public void The_best_earlier_configuration_goes_first_and_says_so()
    {
        var earlier = Map(Done(0, 1, 0.6), Done(1, 2, 0.9), Done(2, 3, 0.7)).Trials;

        var starts = StudyPlanner.Decide(Facts.Study(Spec), [], Facts.Noon, earlier).Steps.OfType<PlanStep.StartTrial>().Select(s => s.Spec).ToList();

        Assert.Equal((2, 2), (starts.Count, starts[0].Model.ConvLayers));
        Assert.Equal("warm start: trial 1 of study earlier had accuracy 0.9 there", starts[0].Explanation);
        Assert.DoesNotContain("warm start", starts[1].Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Among_the_best_those_of_the_same_problem_go_before_discounted_ones()
    {
        var earlier = Map(Done(0, 1, 0.6), Done(1, 2, 0.9, images: "others")).Trials;

        Assert.Equal(1, StudyPlanner.Decide(Facts.Study(Spec), [], Facts.Noon, earlier).Steps.OfType<PlanStep.StartTrial>().First().Spec.Model.ConvLayers);
    }

    [Fact]
    public void An_earlier_configuration_counts_by_all_its_draws_and_not_by_the_luckiest()
    {
        var earlier = Map(Done(0, 1, 0.95), Done(1, 1, 0.75), Done(2, 2, 0.88), Done(3, 2, 0.89)).Trials;

        var history = EarlierHistory.Of(Spec, SearchSpaces.From(Spec).Space!, earlier);

        Assert.Equal([0, 2], history.Observations.Select(o => o.Trial.Number));
        Assert.Equal([0.15, 0.115], history.Observations.Select(o => Math.Round(o.Trial.Value!.Value, 9)));
        Assert.Equal(2, history.Best!.Trial.Number);
    }

    [Theory]
    [InlineData("grid", 12)]
    [InlineData("auto", 12)]
    public void A_search_of_the_whole_space_passes_over_nothing_that_only_an_earlier_study_has(string algorithm, int points)
    {
        var spec = Spec.With(s => s with
        {
            Algorithm = algorithm,
            MaxTrials = 50,
            ParallelTrials = 50,
            Parameters = [s.Parameters[0], new ParameterSpec { Path = "model.denseLayers", Int = new IntRange { Min = 1, Max = 4 } }],
        });
        var earlier = Studies.WarmStart.Map(spec, "earlier", [Done(0, 1, 0.6), Done(1, 2, 0.9), Done(2, 3, 0.7)], _ => "images").Trials;

        var starts = StudyPlanner.Decide(Facts.Study(spec), [], Facts.Noon, earlier).Steps.OfType<PlanStep.StartTrial>().ToList();

        Assert.Equal(points, starts.Select(s => s.Spec.Parameters.Key()).Distinct().Count());
    }

    [Fact]
    public void A_shorter_training_counts_as_one_that_was_stopped()
    {
        var space = SearchSpaces.From(Spec).Space!;
        var short5 = Map(Done(0, 1, 0.5, 0.6, 0.7, 0.8, 0.75)).Trials;

        var full = EarlierHistory.Of(Spec with { Training = Spec.Training with { Epochs = 5 } }, space, short5);
        var partial = EarlierHistory.Of(Spec, space, [.. short5]);

        Assert.Equal(0.2, full.Best!.Trial.Value!.Value, 1e-12);
        Assert.Equal((Filler.Search.ObservationState.Pruned, 5), (partial.Observations[0].Trial.State, partial.Observations[0].Trial.Curve.Count));
        Assert.Null(partial.Best);
    }

    private static EarlierTrials Map(params Trial[] trials) => Studies.WarmStart.Map(Spec, "earlier", trials, _ => "images");

    private static Trial Done(int number, int layers, params double[] accuracies) => Done(number, layers, "images", accuracies);

    private static Trial Done(int number, int layers, double accuracy, string images) => Done(number, layers, images, Enumerable.Repeat(accuracy, 9).ToArray());

    private static Trial Done(int number, int layers, string images, double[] accuracies)
    {
        double[] full = accuracies.Length == 1 ? [.. Enumerable.Repeat(accuracies[0], 9)] : accuracies;
        var trial = Earlier(number, m => m with { ConvLayers = layers }, t => t);
        return trial with { Status = Facts.Succeeded(full) with { Images = images } };
    }

    private static Trial Earlier(int number, Func<ModelSpec, ModelSpec> model, Func<TrainingSpec, TrainingSpec> training, string? images = "images")
    {
        var trial = Facts.Trial(number, Facts.Succeeded(0.5) with { Images = images });
        return trial with { Spec = trial.Spec with { Model = model(Spec.Model), Training = training(Spec.Training) } };
    }
}
