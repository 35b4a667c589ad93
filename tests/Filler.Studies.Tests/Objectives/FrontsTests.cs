using Filler.Api;

namespace Filler.Studies.Tests.Objectives;

public class FrontsTests
{
    private static readonly StudySpec Spec = Facts.Spec with { Objectives = [new MeasureSpec(), new MeasureSpec { Metric = Measures.Weights }] };

    [Fact]
    public void The_front_holds_what_nothing_beats_best_accuracy_first()
    {
        var front = Fronts.Of(Spec, [Done(0, 0.9, 1000), Done(1, 0.8, 100), Done(2, 0.7, 200), Done(3, 0.6, 10), Facts.Trial(4, Facts.Running(0.99)), Facts.Trial(5, Facts.Failed())])!;

        Assert.Equal(["accuracy", "weights"], front.Objectives);
        Assert.Equal([0, 1, 3], front.Points.Select(p => p.Trial));
        Assert.Equal([0.8, 100], front.Points[1].Values.Select(v => Math.Round(v, 9)));
        Assert.Equal(3, front.Count);
    }

    [Fact]
    public void The_hypervolume_is_a_share_of_the_box_seen_with_costs_on_a_logarithmic_scale()
    {
        // Corners (0.9, 1000) and (0.6, 10), and (0.75, 100) in the very middle of both scales: a quarter of the box.
        Assert.Equal(0.25, Fronts.Of(Spec, [Done(0, 0.9, 1000), Done(1, 0.75, 100), Done(2, 0.6, 10)])!.Hypervolume, 1e-9);
        Assert.Equal(1, Fronts.Of(Spec, [Done(0, 0.9, 1000)])!.Hypervolume, 1e-9);
    }

    [Fact]
    public void Without_a_finished_trial_the_front_is_empty_and_with_one_objective_there_is_none()
    {
        var front = Fronts.Of(Spec, [Facts.Trial(0, Facts.Running(0.9))])!;

        Assert.Equal((0, 0.0), (front.Count, front.Hypervolume));
        Assert.Null(Fronts.Of(Facts.Spec, [Done(0, 0.9, 10)]));
        Assert.Null(StudyPlanner.Decide(Facts.Study(), [Done(0, 0.9, 10)], Facts.Noon).Status.Front);
    }

    [Fact]
    public void A_configuration_counts_by_the_mean_of_its_repeats()
    {
        var repeat = Facts.Trial(2, Weighs(Facts.Succeeded(0.5), 100), configuration: 0, repeat: 1);

        var front = Fronts.Of(Spec, [Done(0, 0.9, 100), Done(1, 0.8, 100), repeat])!;

        Assert.Equal([1], front.Points.Select(p => p.Trial));
    }

    [Fact]
    public void A_value_that_is_no_number_is_on_no_front()
    {
        var broken = Facts.Succeeded(0.9);
        broken = broken with { Result = broken.Result! with { ValidationMetric = double.NaN } };

        Assert.Equal([1], Fronts.Of(Spec, [Facts.Trial(0, broken), Done(1, 0.1, 10)])!.Points.Select(p => p.Trial));
    }

    [Fact]
    public void A_large_front_is_listed_evenly_with_both_ends()
    {
        var front = Fronts.Of(Spec, [.. Enumerable.Range(0, 500).Select(n => Done(n, 0.4 + (n / 1000.0), 10 + n))])!;

        Assert.Equal((500, StudyFront.Most), (front.Count, front.Points.Count));
        Assert.Equal((499, 0), (front.Points[0].Trial, front.Points[^1].Trial));
    }

    [Theory]
    [InlineData(Measures.Weights, 1234)]
    [InlineData(Measures.FlopsPerImage, 1000)]
    [InlineData(Measures.TrainSeconds, 1)]
    [InlineData(Measures.TrainImages, 500)]
    [InlineData(Measures.FieldOfView, 500)]
    [InlineData(Metrics.Accuracy, 0.8)]
    [InlineData(Metrics.Loss, 0.2)]
    public void Every_measure_is_read_from_the_record(string measure, double expected)
    {
        var spec = Spec with { Objectives = [new MeasureSpec { Metric = measure }, new MeasureSpec()] };

        Assert.Equal(expected, Fronts.ValuesOf(spec, Done(0, 0.8, 1234))![0], 1e-6);
        Assert.Null(Fronts.ValuesOf(spec, Facts.Trial(1, Facts.Paused(0.8))));
    }

    internal static Trial Done(int number, double accuracy, long weights) => Facts.Trial(number, Weighs(Facts.Succeeded(accuracy), weights));

    private static TrialStatus Weighs(TrialStatus status, long weights) => status with { Result = status.Result! with { Weights = weights } };
}
