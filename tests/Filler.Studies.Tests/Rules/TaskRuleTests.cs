using Filler.Api;

namespace Filler.Studies.Tests.Rules;

public class TaskRuleTests
{
    [Fact]
    public void A_regression_with_targets_and_its_own_metric_can_be_run() => Assert.Empty(Problems(Tasks.Regression, Metrics.R2, 0.1, 0.2));

    [Theory]
    [InlineData(Tasks.Regression, Metrics.Accuracy, 0.1, 0.2, "spec.objective.metric", "r2, mae, loss")]
    [InlineData(Tasks.Classification, Metrics.Mae, null, null, "spec.objective.metric", "spec.task: regression")]
    [InlineData(Tasks.Regression, Metrics.Mae, 0.1, null, "spec.dataset.classes[1].target", "target: 0.15")]
    [InlineData(Tasks.Classification, Metrics.Accuracy, null, 0.2, "spec.dataset.classes[1].target", "spec.task: regression")]
    [InlineData(Tasks.Regression, Metrics.R2, 0.2, 0.2, "spec.dataset.classes", "two different targets")]
    public void What_does_not_fit_together_is_said_with_its_field_and_fix(string task, string metric, double? first, double? second, string path, string fix)
    {
        var problem = Assert.Single(Problems(task, metric, first, second));

        Assert.Equal(path, problem.Path);
        Assert.Contains(fix, problem.Fix);
    }

    [Fact]
    public void A_further_objective_of_another_task_is_refused()
    {
        var spec = Spec(Tasks.Regression, Metrics.R2, 1, 2) with { Objectives = [new MeasureSpec { Metric = Metrics.R2 }, new MeasureSpec { Metric = Metrics.MacroF1 }] };

        Assert.Equal("spec.objectives[1].metric", Assert.Single(StudyRules.Check(spec)).Path);
    }

    [Fact]
    public void A_range_that_cannot_be_is_refused_by_its_path()
    {
        var spec = Spec(Tasks.Regression, Metrics.R2, 1, null);
        var bad = spec.Dataset.Classes[1] with { Range = new TargetRangeSpec { Parameter = "volumeFraction", Min = 0.3, Max = 0.1 } };

        var problems = StudyRules.Check(spec with { Dataset = spec.Dataset with { Classes = [spec.Dataset.Classes[0], bad] } });

        var problem = Assert.Single(problems, p => p.Path.StartsWith("spec.dataset.classes[1]", StringComparison.Ordinal));
        Assert.Equal("spec.dataset.classes[1].range", problem.Path);
        Assert.Contains("min below max", problem.Fix, StringComparison.Ordinal);
        Assert.Single(StudyRules.Check(spec with { Dataset = spec.Dataset with { Classes = [bad] } }), p => p.Path.StartsWith("spec.dataset.classes", StringComparison.Ordinal));
    }

    private static IReadOnlyList<ManifestProblem> Problems(string task, string metric, double? first, double? second) =>
        StudyRules.Check(Spec(task, metric, first, second));

    private static StudySpec Spec(string task, string metric, double? first, double? second)
    {
        var spec = Facts.Study().Spec;
        return spec with
        {
            Task = task,
            Objective = new ObjectiveSpec { Metric = metric },
            Dataset = spec.Dataset with { Classes = [spec.Dataset.Classes[0] with { Target = first }, spec.Dataset.Classes[1] with { Target = second }] },
        };
    }
}
