using CsCheck;

namespace Filler.Search.Tests.Pruners;

public class AshaPrunerTests
{
    private static readonly AshaPruner Sut = new(reduction: 3, minEpochs: 1);

    [Fact]
    public void The_first_trials_at_a_rung_are_paused_until_a_third_of_three_can_go_on()
    {
        var two = Sut.Judge([Running(0, 0.5), Running(1, 0.4)], 9);
        var three = Sut.Judge([Paused(0, 0.5), Paused(1, 0.4), Running(2, 0.6)], 9);

        Assert.All(two, v => Assert.Equal(VerdictAction.Pause, v.Action));
        Assert.Equal([(2, VerdictAction.Pause), (1, VerdictAction.Resume)], three.Select(v => (v.Number, v.Action)));
        Assert.Contains("0.4 at epoch 1 is number 1 of 3, 1 go on", three[1].Reason);
    }

    [Fact]
    public void A_trial_in_the_best_third_goes_on_without_a_pause() =>
        Assert.Empty(Sut.Judge([Paused(0, 0.5), Paused(1, 0.4), Running(2, 0.3)], 9));

    [Fact]
    public void Between_rungs_nothing_is_paused() => Assert.Empty(Sut.Judge([Running(0, 0.5, 0.5), Paused(1, 0.4)], 9));

    [Fact]
    public void Higher_rungs_are_promoted_first()
    {
        Observation[] history =
        [
            Paused(0, 0.2, 0.2, 0.2), Paused(1, 0.2, 0.2, 0.3), Paused(2, 0.2, 0.2, 0.4), Paused(3, 0.1), Paused(4, 0.6), Paused(5, 0.6),
        ];

        Assert.Equal([0, 3], Sut.Judge(history, 27).Where(v => v.Action == VerdictAction.Resume).Select(v => v.Number));
    }

    [Fact]
    public void Failed_trials_count_but_never_hold_anything_up()
    {
        var failed = Paused(0, 0.1) with { State = ObservationState.Failed };

        var verdicts = Sut.Judge([failed, Paused(1, 0.3), Paused(2, 0.4), Paused(3, 0.5), Paused(4, 0.6), Paused(5, 0.7)], 9);

        Assert.Equal([(1, VerdictAction.Resume)], verdicts.Select(v => (v.Number, v.Action)));
    }

    [Fact]
    public void A_diverged_value_is_the_worst() =>
        Assert.Equal(VerdictAction.Pause, Assert.Single(Sut.Judge([Paused(0, 0.5), Paused(1, 0.9), Running(2, double.NaN)], 9), v => v.Number == 2).Action);

    [Fact]
    public void Verdicts_are_for_running_and_paused_trials_one_each_and_the_same_every_time() =>
        Trials.Sample(history =>
        {
            var verdicts = Sut.Judge(history, 27);

            Assert.Equal(verdicts, Sut.Judge([.. Enumerable.Reverse(history)], 27).OrderBy(v => Index(verdicts, v)).ToList());
            Assert.Equal(verdicts.Count, verdicts.Select(v => v.Number).Distinct().Count());
            Assert.All(verdicts, v => Assert.Equal(
                v.Action == VerdictAction.Resume ? ObservationState.Paused : ObservationState.Running, history.Single(o => o.Number == v.Number).State));
        });

    private static Gen<Observation[]> Trials { get; } =
        Gen.Select(Gen.Int[0, 4], Gen.Double[0, 1].Array[0, 27]).Array[0, 40].Select(all =>
            all.Select((t, i) => new Observation(i, new Dictionary<string, ParameterValue>(), (ObservationState)t.Item1, t.Item2, null)).ToArray());

    private static int Index(IReadOnlyList<Verdict> verdicts, Verdict verdict) => verdicts.TakeWhile(v => v != verdict).Count();

    private static Observation Running(int number, params double[] curve) =>
        new(number, new Dictionary<string, ParameterValue>(), ObservationState.Running, curve, null);

    private static Observation Paused(int number, params double[] curve) => Running(number, curve) with { State = ObservationState.Paused };
}
