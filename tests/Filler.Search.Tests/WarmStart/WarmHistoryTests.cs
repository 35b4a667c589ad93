using CsCheck;

namespace Filler.Search.Tests.WarmStart;

public class WarmHistoryTests
{
    [Fact]
    public void Trials_of_the_same_problem_stand_as_they_are_before_the_own_ones()
    {
        var shown = Of([Done(0, 0.4)], [Earlier(5, 0.3), Earlier(2, 0.5)]);

        Assert.Equal([-2, -1, 0], shown.Select(o => o.Number));
        Assert.Equal([0.5, 0.3, 0.4], shown.Select(o => o.Value!.Value));
    }

    [Fact]
    public void A_discounted_study_is_moved_to_this_studys_level_and_keeps_its_differences()
    {
        var shown = Of([Done(0, 0.4), Done(1, 0.6)], [Earlier(0, 0.1, discounted: true), Earlier(1, 0.25, discounted: true)]);

        Assert.Equal([0.4, 0.55], shown.Take(2).Select(o => o.Value!.Value), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(0.4, shown[0].Curve[^1], 1e-12);
    }

    [Fact]
    public void Studies_are_moved_each_by_its_own_best()
    {
        var shown = Of([Done(0, 0.5)], [Earlier(0, 0.1, discounted: true, study: "a"), Earlier(0, 0.3, discounted: true, study: "b")]);

        Assert.Equal([0.5, 0.5, 0.5], shown.Select(o => o.Value!.Value), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(-1, 0)]
    public void A_discounted_study_is_shown_as_far_as_it_agrees_with_what_the_own_trials_tell(int sense, int expected)
    {
        var earlier = Enumerable.Range(0, 40).Select(i => Earlier(i, i / 40.0, discounted: true)).ToList();
        List<Observation> own = [.. Enumerable.Range(0, 6).Select(i => Done(i, 0.5 + (sense * 0.07 * i)) with { Parameters = Point(7 * i) })];

        Assert.Equal(expected, Of(own, earlier).Count - own.Count);
        // Two trials are no judges.
        Assert.Equal(40, Of([.. own.Take(2)], earlier).Count - 2);
    }

    [Fact]
    public void Of_a_study_that_agrees_in_part_a_part_is_shown_with_the_best_and_some_of_the_worst()
    {
        var earlier = Enumerable.Range(0, 40).Select(i => Earlier(i, i / 40.0, discounted: true)).ToList();
        double[] values = [0.5, 0.2, 0.6, 0.3, 0.8, 0.4];
        List<Observation> own = [.. values.Select((v, i) => Done(i, v) with { Parameters = Point(7 * i) })];

        var shown = Of(own, earlier).SkipLast(own.Count).Select(o => o.Value!.Value).ToList();

        Assert.InRange(shown.Count, 5, 30);
        Assert.Equal(0.2, shown.Min(), 1e-9);
        Assert.InRange(shown.Max(), 0.9, 1.2);
    }

    [Fact]
    public void Failures_and_partial_values_judge_too()
    {
        var earlier = Enumerable.Range(0, 40).Select(i => Earlier(i, i / 40.0, discounted: true)).ToList();
        List<Observation> own =
        [
            new(0, Point(0), ObservationState.Failed, [], null),
            new(1, Point(20), ObservationState.Paused, [0.5, 0.4], null),
            new(2, Point(39), ObservationState.Paused, [0.3], null),
        ];

        Assert.Equal(own.Count, Of(own, earlier).Count);
    }

    [Fact]
    public void One_proposal_in_three_is_made_without_discounted_studies()
    {
        EarlierObservation[] earlier = [Earlier(0, 0.5, discounted: true), Earlier(1, 0.2, discounted: true), Earlier(2, 0.9, study: "b")];

        Assert.Equal([3, 3, 1, 3, 3, 1], Enumerable.Range(0, 6).Select(number => Of([], earlier, number).Count));
    }

    [Fact]
    public void Followed_from_trial_to_trial_it_is_what_the_whole_history_gives() => Gen.Select(Gen.Int[0, 30], Gen.Int[0, 3], Gen.Double[0, 1]).Array[1, 80].Sample(
        changes =>
        {
            WarmHistory Warm() => new(Space, [.. Enumerable.Range(0, 30).Select(i => Earlier(i, Math.Sin(i), discounted: i % 2 == 0, study: i % 3 == 0 ? "a" : "b"))]);
            var (warm, own) = (Warm(), new TrialHistory([]));
            foreach (var (number, state, value) in changes)
            {
                own.Put(state switch
                {
                    0 => Done(number, value),
                    1 => new Observation(number, Point(number), ObservationState.Running, [], null),
                    2 => new Observation(number, Point(number), ObservationState.Failed, [], null),
                    _ => new Observation(number, Point(number), ObservationState.Paused, [value], null),
                });
                if (own.Count % 5 == 4) own.Remove(own[0].Number);
                Assert.Equal(Essence(Warm().Before([.. own], number)), Essence(warm.Before(own, number)));
            }
        },
        iter: 20);

    [Fact]
    public void Not_more_than_a_bound_is_shown_and_the_best_is()
    {
        var shown = Of([], [.. Enumerable.Range(0, 5000).Select(i => Earlier(i, 1 - (i / 5000.0)))]);

        Assert.Equal(WarmHistory.Most, shown.Count);
        Assert.Equal(1 - (4999 / 5000.0), shown.Min(o => o.Value!.Value), 1e-12);
    }

    [Fact]
    public void The_order_of_the_earlier_trials_does_not_matter()
    {
        EarlierObservation[] earlier = [Earlier(0, 0.5, true), Earlier(1, 0.2, true), Earlier(2, 0.9), Earlier(3, 0.1, false, "b")];

        Assert.Equal(Essence(Of([Done(0, 0.3)], earlier)), Essence(Of([Done(0, 0.3)], [.. earlier.Reverse()])));
    }

    [Theory]
    [InlineData("tpe")]
    [InlineData("gp")]
    [InlineData("cmaes")]
    [InlineData("genetic")]
    [InlineData("auto")]
    public void A_sampler_that_is_shown_an_earlier_study_begins_near_its_best(string algorithm)
    {
        var space = new SearchSpace([new RealParameter("x", 0, 1), new RealParameter("y", 0, 1)]);
        var earlier = Enumerable.Range(0, 60).Select(i => At(i, i * 0.618 % 1, i * 0.382 % 1)).ToList();
        var sampler = SamplerFactory.Create(algorithm, space, new SearchSetting(1, 40));

        double Mean(IReadOnlyList<Observation> history) => Enumerable.Range(0, 8).Average(seed =>
            sampler.Propose(space, history, (ulong)seed)!.Parameters is var p ? Loss(p["x"].AsDouble(), p["y"].AsDouble()) : 0);

        var warm = Mean(new WarmHistory(space, earlier).Before([], 0));
        Assert.True(warm < 0.6 * Mean([]), $"{warm} against {Mean([])}");
    }

    private static readonly SearchSpace Space = new([new IntegerParameter("x", 0, 10_000)]);

    private static IReadOnlyList<Observation> Of(IReadOnlyList<Observation> own, IReadOnlyList<EarlierObservation> earlier, int number = 0) => new WarmHistory(Space, earlier).Before(own, number);

    private static double Loss(double x, double y) => Math.Sqrt(Math.Pow(x - 0.8, 2) + Math.Pow(y - 0.2, 2));

    private static EarlierObservation At(int number, double x, double y) => new(
        "earlier",
        new Observation(number, new Dictionary<string, ParameterValue> { ["x"] = new ParameterValue.Real(x), ["y"] = new ParameterValue.Real(y) }, ObservationState.Complete, [Loss(x, y)], Loss(x, y)),
        Discounted: false);

    private static IEnumerable<(int, double?, string)> Essence(IEnumerable<Observation> shown) => shown.Select(o => (o.Number, o.Value, $"{o.Parameters["x"]}"));

    private static Dictionary<string, ParameterValue> Point(int x) => new() { ["x"] = new ParameterValue.Integer(x) };

    private static Observation Done(int number, double value) => new(number, Point(number), ObservationState.Complete, [value], value);

    private static EarlierObservation Earlier(int number, double value, bool discounted = false, string study = "a") => new(study, Done(number, value), discounted);
}
