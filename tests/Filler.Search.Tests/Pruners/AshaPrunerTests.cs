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
        Assert.Contains("place 1 of 3 at epoch 1 with 0.4; the best one goes on", three[1].Reason);
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
    public void Failed_trials_count_and_pass_their_place_on()
    {
        var failed = Paused(0, 0.1) with { State = ObservationState.Failed };

        var verdicts = Sut.Judge([failed, Paused(1, 0.3), Paused(2, 0.4), Paused(3, 0.5), Paused(4, 0.6), Paused(5, 0.7)], 9);

        // Six have reached the rung, so two go on; the best of them failed.
        Assert.Equal([(1, VerdictAction.Resume), (2, VerdictAction.Resume)], verdicts.Select(v => (v.Number, v.Action)));
    }

    [Fact]
    public void The_best_of_81_comes_through_for_a_fraction_of_the_epochs()
    {
        // Trial i always shows (37 i mod 81): number 0 is the best, the order of the others is mixed. One device: promotions first, else a new trial.
        var history = new List<Observation>();
        while (history.Sum(o => o.Curve.Count) < 2187)
        {
            var next = Sut.Judge(history, 27).FirstOrDefault(v => v.Action == VerdictAction.Resume)?.Number ?? history.Count;
            if (next == 81) break;
            if (next == history.Count) history.Add(Running(next));
            do
            {
                history[next] = history[next] with { State = ObservationState.Running, Curve = [.. history[next].Curve, next * 37 % 81] };
                if (history[next].Curve.Count == 27) history[next] = history[next] with { State = ObservationState.Complete, Value = history[next].Curve[^1] };
                else if (Sut.Judge(history, 27).Any(v => v.Number == next)) history[next] = history[next] with { State = ObservationState.Paused };
            }
            while (history[next].State == ObservationState.Running);
        }

        var complete = history.Where(o => o.State == ObservationState.Complete).ToList();

        // The full brackets alone: 81 · 1 + 27 · 2 + 9 · 6 + 3 · 18 = 243 of 2187 epochs; early promotions of what is overtaken later add to them.
        Assert.Contains(0, complete.Select(o => o.Number));
        Assert.InRange(complete.Count, 3, 9);
        Assert.InRange(history.Sum(o => o.Curve.Count), 243, 450);
    }

    [Fact]
    public void Every_resumed_trial_is_in_the_best_share_of_its_rung() =>
        Trials.Sample(history =>
        {
            var resumed = Sut.Judge(history, 27).Where(v => v.Action == VerdictAction.Resume).Select(v => history.Single(o => o.Number == v.Number)).ToList();
            var rungs = resumed.Select(o => o.Curve.Count >= 9 ? 9 : o.Curve.Count >= 3 ? 3 : 1).ToList();

            Assert.Equal(rungs.OrderDescending(), rungs);
            foreach (var (trial, rung) in resumed.Zip(rungs))
            {
                var there = history.Where(o => o.Curve.Count >= rung).ToList();
                var better = there.Count(o => o.State is not (ObservationState.Failed or ObservationState.Pruned) && o.Curve[rung - 1] < trial.Curve[rung - 1]);
                Assert.True(better < there.Count / 3, $"{better} of {there.Count} are better at epoch {rung}");
            }
        });

    [Fact]
    public void Once_the_resumed_run_and_the_paused_rest_the_verdicts_are_settled() =>
        Trials.Sample(history =>
        {
            var first = Sut.Judge(history, 27).ToDictionary(v => v.Number, v => v.Action);
            Observation[] after = [.. history.Select(o => !first.TryGetValue(o.Number, out var action) ? o
                : o with { State = action == VerdictAction.Pause ? ObservationState.Paused : ObservationState.Running })];

            Assert.Empty(Sut.Judge(after, 27));
        });

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
