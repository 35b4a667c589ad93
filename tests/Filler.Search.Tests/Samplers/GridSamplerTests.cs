namespace Filler.Search.Tests.Samplers;

public class GridSamplerTests : SamplerConformance
{
    protected override SearchSpace Rich => new(
    [
        new IntegerParameter("layers", 1, 12),
        new RealParameter("dropout", 0, 0.5, Step: 0.1),
        new ChoiceParameter("optimizer", [Spaces.Word("adam"), Spaces.Word("sgd")]),
        new ChoiceParameter("momentum", [.. Enumerable.Range(0, 20).Select(i => Spaces.Whole(i))], When: new Condition("optimizer", [Spaces.Word("sgd")])),
    ]);

    protected override SearchSpace Small => Spaces.Lopsided(new IntegerParameter("x", 1, 100, When: new Condition("branch", [Spaces.Word("many")])));

    protected override ISampler Create(SearchSpace space) => new GridSampler(space);

    [Fact]
    public void Points_come_in_order_with_the_last_parameter_fastest()
    {
        var space = new SearchSpace([new IntegerParameter("a", 1, 2), new ChoiceParameter("b", [Spaces.Word("x"), Spaces.Word("y")])]);
        var history = new List<Observation>();
        while (history.Count < 9 && new GridSampler(space).Propose(space, history, 0) is { } next) history.Add(Spaces.Complete(history.Count, next.Parameters, 0));

        Assert.Equal(["1x", "1y", "2x", "2y"], history.Select(o => $"{o.Parameters["a"]}{o.Parameters["b"]}"));
    }

    [Fact]
    public void A_grid_of_a_billion_points_starts_at_once()
    {
        var space = new SearchSpace([.. Enumerable.Range(0, 9).Select(i => new IntegerParameter($"p{i}", 0, 9))]);

        Assert.NotNull(new GridSampler(space).Propose(space, [], 0));
    }

    [Fact]
    public void The_one_gap_in_fifteen_thousand_trials_is_filled()
    {
        var space = new SearchSpace([new IntegerParameter("a", 1, 150), new RealParameter("b", 0, 9.9, Step: 0.1)]);
        List<Observation> history =
        [
            .. Enumerable.Range(0, 15_000).Where(i => i != 12_345).Select(i => Spaces.Complete(i, Point((i / 100) + 1, i % 100 / 10.0), 0)),
        ];

        var next = new GridSampler(space).Propose(space, history, 0)!;

        Assert.Equal(PointKey.Of(space, Point(124, 4.5)), PointKey.Of(space, next.Parameters));
        Assert.Equal("grid: number 12346 of 15000 combinations", next.Explanation);

        static Dictionary<string, ParameterValue> Point(long a, double b) => new() { ["a"] = Spaces.Whole(a), ["b"] = new ParameterValue.Real(b) };
    }

    [Fact]
    public void A_continuous_parameter_is_refused_with_the_fix()
    {
        var error = Assert.Throws<SearchSpaceException>(() => new GridSampler(Spaces.OneDimension()));

        Assert.Contains("give double a step", error.Fix);
    }
}
