using System.Text.Json.Nodes;
using Filler.Api;

namespace Filler.Datasets.Tests;

public sealed class DatasetPlanTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_a_search_over_images_a_trial_has_its_own() =>
        Assert.Equal(Specs.Two().ImagesPerClass, DatasetPlan.StoredRecipe(Specs.Two(), Study()).ImagesPerClass);

    [Fact]
    public void A_choice_of_counts_stores_the_largest() => Assert.Equal(
        8000, Stored(new ParameterSpec { Path = "dataset.imagesPerClass.train", Choice = [JsonValue.Create(500), JsonValue.Create(8000), JsonValue.Create(2000)] }).Train);

    [Theory]
    [InlineData(10, 100, 40, "linear", 90)]
    [InlineData(10, 100, 1, "linear", 100)]
    [InlineData(10, 100, 1, "log", 100)]
    public void A_range_of_counts_stores_the_largest_that_a_trial_can_have(long min, long max, long step, string scale, int expected) => Assert.Equal(
        expected,
        Stored(new ParameterSpec { Path = "dataset.imagesPerClass.evaluation", Int = new IntRange { Min = min, Max = max, Step = step, Scale = scale } }).Evaluation);

    [Fact]
    public void A_conditional_count_keeps_the_studys_own_where_that_is_larger()
    {
        var parameter = new ParameterSpec { Path = "dataset.imagesPerClass.train", Int = new IntRange { Min = 1, Max = 5 } };

        Assert.Equal(5, Stored(parameter).Train);
        Assert.Equal(7, Stored(parameter with { When = new Dictionary<string, IReadOnlyList<JsonValue>> { ["model.convLayers"] = [JsonValue.Create(1)] } }).Train);
    }

    [Fact]
    public void Every_trial_of_a_search_over_counts_shares_one_dataset()
    {
        var study = Study(new ParameterSpec { Path = "dataset.imagesPerClass.train", Int = new IntRange { Min = 1, Max = 7 } });
        string Digest(int train) => DatasetRecipe.From(DatasetPlan.StoredRecipe(Specs.Two(train), study), folder.Path).Digest;

        Assert.Equal(Digest(7), Digest(2));
    }

    [Fact]
    public void Boxes_follow_the_largest_field_so_that_trials_see_the_same_structures()
    {
        var study = Study(new ParameterSpec { Path = "dataset.slices.fieldOfViewNm", Choice = [JsonValue.Create(50), JsonValue.Create(400)] });
        var trial = Specs.Two() with { Slices = Specs.Two().Slices with { FieldOfViewNm = 50 } };

        var stored = DatasetPlan.StoredRecipe(trial, study);

        Assert.Equal(800, stored.Classes[0].Structure.Aggregates!.BoxNm);
        Assert.Equal(800, stored.Classes[1].Structure.Random!.BoxNm);
        Assert.Equal(50, stored.Slices.FieldOfViewNm);
    }

    [Fact]
    public async Task A_trials_subset_is_the_dataset_it_would_have_built()
    {
        var study = Study(new ParameterSpec { Path = "dataset.imagesPerClass.train", Int = new IntRange { Min = 1, Max = 30 } });
        var trial = Specs.Two(train: 4);

        var subset = DatasetPlan.Subset(trial, await Build(DatasetPlan.StoredRecipe(trial, study)));
        var own = await Build(trial);

        Assert.Equal(8, subset.Train.Count);
        Assert.Equal(own.Train.Images, subset.Train.Images);
        Assert.Equal(own.Validation.Images, subset.Validation.Images);
        Assert.Throws<ArgumentException>(() => DatasetPlan.Subset(Specs.Two(train: 31), subset));
    }

    private static ImagesPerClassSpec Stored(ParameterSpec parameter) => DatasetPlan.StoredRecipe(
        Specs.Two() with { ImagesPerClass = new ImagesPerClassSpec { Train = 2, Validation = 2, Evaluation = 2 } }, Study(parameter)).ImagesPerClass;

    private static StudySpec Study(params ParameterSpec[] parameters) =>
        new() { Dataset = Specs.Two(), Search = new SearchSpec { Parameters = parameters } };

    private async Task<Dataset> Build(DatasetSpec spec)
    {
        var recipe = DatasetRecipe.From(spec, folder.Path);
        await new DatasetBuilder(new FakeGrower()).BuildAsync(recipe, folder.Store(), null, 2, default);
        return await DatasetReader.ReadAsync(folder.Store(), recipe.Digest, default);
    }
}
