using Filler.Api;
using Filler.Cli.Reports;
using Filler.Studies;

namespace Filler.Cli.Tests.Reports;

public sealed class LearningTests
{
    [Fact]
    public void Fields_with_three_numbers_of_images_get_a_curve_each_and_the_answer_names_the_best()
    {
        var study = SampleGrid.Table1Study();
        var learning = LearningLines.Of(study.Spec with { Objective = new ObjectiveSpec { Goal = 0.9 } }, SampleGrid.Table1Trials())!;

        Assert.Equal(["(1000 nm)²", "(500 nm)²"], learning.Curves.Select(c => c.Label));
        Assert.Equal(0.9, learning.Goal);
        Assert.Equal(EnoughKind.Measured, learning.Curves[0].Enough.Kind);
        Assert.StartsWith("To tell 90.0 % of the evaluation slices right with 95 % confidence takes about 500 training images per class with (1000 nm)².", learning.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_goal_the_customary_one_is_taken_and_said()
    {
        var learning = LearningLines.Of(SampleGrid.Table1Study().Spec with { Objective = new ObjectiveSpec() }, SampleGrid.Table1Trials())!;

        Assert.Equal(LearningLines.CustomaryGoal, learning.Goal);
        Assert.Contains("The manifest sets no accuracy as its goal", learning.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void The_worst_class_counts_where_it_is_the_objective()
    {
        var spec = SampleGrid.Table1Study().Spec with { Objective = new ObjectiveSpec { Metric = Metrics.WorstClassAccuracy, Goal = 0.9 } };

        var points = LearningLines.Of(spec, SampleGrid.Table1Trials())!.Curves.Single(c => c.Label == "(500 nm)²").Points;

        Assert.Equal([0.663, 0.791, 0.889], points.Select(p => p.Accuracy));
    }

    [Fact]
    public void A_study_that_did_not_search_the_images_has_none() => Assert.Null(LearningLines.Of(SampleGrid.Table2Study().Spec, SampleGrid.Table2Trials()));

    [Fact]
    public void The_page_and_the_terminal_answer_alike()
    {
        var content = SampleGrid.Content(SampleGrid.Table1Study(), SampleGrid.Table1Trials());
        var learning = ReportComposer.Compose(content).Learning!;

        Assert.Contains(learning.Answer, LearningText.Of(learning), StringComparison.Ordinal);
        Assert.Contains("data-learning=\"1\"", ReportPage.Render(content), StringComparison.Ordinal);
    }
}
