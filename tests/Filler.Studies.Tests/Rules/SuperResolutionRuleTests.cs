using Filler.Api;

namespace Filler.Studies.Tests;

public class SuperResolutionRuleTests
{
    [Fact]
    public void One_structure_and_a_generator_are_a_study() => Assert.Empty(StudyRules.Check(Study()));

    [Theory]
    [InlineData("accuracy", "psnr, ssim, loss, or spec.task: classification")]
    [InlineData("r2", "psnr, ssim, loss, or spec.task: regression")]
    public void Other_tasks_metrics_are_refused(string metric, string words) =>
        Assert.Contains(StudyRules.Check(Study() with { Objective = new ObjectiveSpec { Metric = metric } }), p => p.Path == "spec.objective.metric" && p.Fix.Contains(words));

    [Theory]
    [InlineData(66, 4, "write 64 or 68")]
    [InlineData(12, 2, "write at least 16")]
    [InlineData(32, 16, "write at most 8, or more pixels")]
    public void Slices_must_come_apart_into_coarse_pixels(int pixels, int factor, string words)
    {
        var spec = Study();
        spec = spec with { Dataset = spec.Dataset with { Slices = new SlicesSpec { Pixels = pixels } }, SuperResolution = new SuperResolutionSpec { Factor = factor } };

        Assert.Contains(StudyRules.Check(spec), p => p.Fix.Contains(words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("model.filters", "search a field of model.generator")]
    [InlineData("dataset.slices.pixels", "run a study for each")]
    public void What_does_not_count_or_cannot_be_compared_is_not_searched(string path, string words)
    {
        var spec = Study();
        spec = spec with { Search = spec.Search with { Parameters = [new ParameterSpec { Path = path, Int = new IntRange { Min = 16, Max = 64 } }] } };

        Assert.Contains(StudyRules.Check(spec), p => p.Fix.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Averaged_views_are_refused() =>
        Assert.Contains(StudyRules.Check(Study() with { Training = new TrainingSpec { TestTimeAugmentation = true } }), p => p.Path == "spec.training.testTimeAugmentation");

    [Fact]
    public void Another_precision_than_float32_is_refused() =>
        Assert.Contains(StudyRules.Check(Study() with { Training = new TrainingSpec { Precision = "bfloat16" } }), p => p.Path == "spec.training.precision" && p.Fix == "leave it out");

    [Fact]
    public void A_classification_has_no_generator_and_still_needs_two_classes()
    {
        var problems = StudyRules.Check(Study() with { Task = Tasks.Classification, Objective = new ObjectiveSpec() });

        Assert.Contains(problems, p => p.Path == "spec.superResolution");
        Assert.Contains(problems, p => p.Path == "spec.model.generator");
        Assert.Contains(problems, p => p.Path == "spec.dataset.classes" && p.Fix == "write at least 2 classes");
    }

    [Theory]
    [InlineData(30.0, true)]
    [InlineData(-3.0, false)]
    public void A_goal_is_in_decibels(double goal, bool good) =>
        Assert.Equal(good, StudyRules.Check(Study() with { Objective = new ObjectiveSpec { Metric = "psnr", Goal = goal } }).Count == 0);

    [Fact]
    public void Trials_carry_the_section_and_its_factor_parts_their_identity()
    {
        var spec = new TrialSpec { Task = Tasks.SuperResolution, SuperResolution = new SuperResolutionSpec { Factor = 4 } };

        Assert.NotEqual(TrialIdentity.Of(spec, "images"), TrialIdentity.Of(spec with { SuperResolution = new SuperResolutionSpec { Factor = 2 } }, "images"));
    }

    private static StudySpec Study() => new()
    {
        Task = Tasks.SuperResolution,
        Objective = new ObjectiveSpec { Metric = "psnr" },
        SuperResolution = new SuperResolutionSpec { Factor = 4 },
        Dataset = new DatasetSpec { Classes = [new ClassSpec { Name = "stack", Structure = new StructureSpec { Random = new RandomStructureSpec() } }] },
        Model = new ModelSpec { Generator = new GeneratorSpec() },
        Search = new SearchSpec { Parameters = [new ParameterSpec { Path = "model.generator.filters", Int = new IntRange { Min = 8, Max = 32 } }] },
    };
}
