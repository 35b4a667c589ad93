namespace Filler.Search.Tests.WarmStart;

public class WarmHistoryTests
{
    [Fact]
    public void Trials_of_the_same_problem_stand_as_they_are_before_the_own_ones()
    {
        var shown = WarmHistory.Of([Done(0, 0.4)], [Earlier(5, 0.3), Earlier(2, 0.5)]);

        Assert.Equal([-2, -1, 0], shown.Select(o => o.Number));
        Assert.Equal([0.5, 0.3, 0.4], shown.Select(o => o.Value!.Value));
    }

    [Fact]
    public void A_discounted_study_is_moved_to_this_studys_level_and_keeps_its_differences()
    {
        var shown = WarmHistory.Of([Done(0, 0.4), Done(1, 0.6)], [Earlier(0, 0.1, discounted: true), Earlier(1, 0.25, discounted: true)]);

        Assert.Equal([0.4, 0.55], shown.Take(2).Select(o => o.Value!.Value), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(0.4, shown[0].Curve[^1], 1e-12);
    }

    [Fact]
    public void Studies_are_moved_each_by_its_own_best()
    {
        var shown = WarmHistory.Of([Done(0, 0.5)], [Earlier(0, 0.1, discounted: true, study: "a"), Earlier(0, 0.3, discounted: true, study: "b")]);

        Assert.Equal([0.5, 0.5, 0.5], shown.Select(o => o.Value!.Value), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData(0, 40)]
    [InlineData(WarmHistory.HalfLife, 20)]
    [InlineData(3 * WarmHistory.HalfLife, 10)]
    public void The_share_of_a_discounted_study_falls_as_own_trials_finish(int own, int expected)
    {
        var earlier = Enumerable.Range(0, 40).Select(i => Earlier(i, (i + 1) / 41.0, discounted: true)).ToList();

        var shown = WarmHistory.Of([.. Enumerable.Range(0, own).Select(i => Done(i, 0.5))], earlier);

        Assert.Equal(expected, shown.Count - own);
        // The best is among them, and the worst are not forgotten.
        var values = shown.Take(expected).Select(o => o.Value!.Value - shown.Take(expected).Min(s => s.Value!.Value)).ToList();
        Assert.InRange(values.Max(), 30 / 41.0, 1);
    }

    [Fact]
    public void Running_and_failed_own_trials_discount_nothing()
    {
        Observation[] own = [new(0, Point(1), ObservationState.Running, [], null), new(1, Point(2), ObservationState.Failed, [], null)];

        var shown = WarmHistory.Of(own, [Earlier(0, 0.2, discounted: true), Earlier(1, 0.3, discounted: true)]);

        Assert.Equal([0.2, 0.3], shown.Take(2).Select(o => o.Value!.Value));
        Assert.Equal(own, shown.Skip(2));
    }

    [Fact]
    public void Not_more_than_a_bound_is_shown_and_the_best_is()
    {
        var shown = WarmHistory.Of([], [.. Enumerable.Range(0, 5000).Select(i => Earlier(i, 1 - (i / 5000.0)))]);

        Assert.Equal(WarmHistory.Most, shown.Count);
        Assert.Equal(1 - (4999 / 5000.0), shown.Min(o => o.Value!.Value), 1e-12);
    }

    [Fact]
    public void The_order_of_the_earlier_trials_does_not_matter()
    {
        EarlierObservation[] earlier = [Earlier(0, 0.5, true), Earlier(1, 0.2, true), Earlier(2, 0.9), Earlier(3, 0.1, false, "b")];

        Assert.Equal(Essence(WarmHistory.Of([Done(0, 0.3)], earlier)), Essence(WarmHistory.Of([Done(0, 0.3)], [.. earlier.Reverse()])));
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

        Assert.True(Mean(WarmHistory.Of([], earlier)) < 0.6 * Mean([]), $"{Mean(WarmHistory.Of([], earlier))} against {Mean([])}");
    }

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
