namespace Filler.Search.Tests.Pruners;

public class MedianPrunerTests
{
    private static readonly MedianPruner Sut = new(minEpochs: 2);

    [Fact]
    public void Worse_than_the_median_at_its_epoch_is_pruned_and_better_is_not()
    {
        Observation[] others = [Done(0, 0.5, 0.1), Done(1, 0.5, 0.2), Done(2, 0.5, 0.4), Done(3, 0.5, 0.5)];

        // Median of 0.1, 0.2, 0.4, 0.5 is 0.3.
        Assert.Empty(Sut.Judge([.. others, Running(4, 0.9, 0.29)], 9));
        var verdict = Assert.Single(Sut.Judge([.. others, Running(4, 0.9, 0.31)], 9));
        Assert.Equal((4, VerdictAction.Prune), (verdict.Number, verdict.Action));
    }

    [Fact]
    public void Nothing_is_judged_early_or_against_too_few()
    {
        Observation[] four = [Done(0, 0.1, 0.1), Done(1, 0.1, 0.1), Done(2, 0.1, 0.1), Done(3, 0.1, 0.1)];

        Assert.Empty(Sut.Judge([.. four, Running(4, 0.9)], 9));
        Assert.Empty(Sut.Judge([.. four[..3], Running(4, 0.9, 0.9)], 9));
        Assert.Single(Sut.Judge([.. four, Running(4, 0.9, double.NaN)], 9));
    }

    [Fact]
    public void Only_running_trials_before_their_last_epoch_are_judged()
    {
        Observation[] others = [Done(0, 0.5, 0.1), Done(1, 0.5, 0.2), Done(2, 0.5, 0.4), Done(3, 0.5, 0.5)];
        var states = Enum.GetValues<ObservationState>().Where(s => s != ObservationState.Running);

        Assert.All(states, s => Assert.Empty(Sut.Judge([.. others, Running(4, 0.9, 0.9) with { State = s }], 9)));
        Assert.Empty(Sut.Judge([.. others, Running(4, 0.9, 0.9)], 2));
    }

    [Fact]
    public void A_median_of_fewer_than_one_trial_or_epoch_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MedianPruner(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MedianPruner(1, 0));
    }

    private static Observation Running(int number, params double[] curve) =>
        new(number, new Dictionary<string, ParameterValue>(), ObservationState.Running, curve, null);

    private static Observation Done(int number, params double[] curve) => Running(number, curve) with { State = ObservationState.Complete, Value = curve[^1] };
}
