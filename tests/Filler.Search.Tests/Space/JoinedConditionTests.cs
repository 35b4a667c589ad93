using System.Numerics;

namespace Filler.Search.Tests.Space;

/// <summary>A parameter that exists only where two others, neither below the other, have the right values.</summary>
public class JoinedConditionTests
{
    private static readonly SearchSpace Space = new(
    [
        new ChoiceParameter("optimizer", [Spaces.Word("adam"), Spaces.Word("sgd")]),
        new IntegerParameter("layers", 1, 3),
        new IntegerParameter("x", 1, 4, When: new Condition("optimizer", [Spaces.Word("sgd")], new Condition("layers", [Spaces.Whole(2), Spaces.Whole(3)]))),
        new ChoiceParameter("y", [Spaces.Word("a"), Spaces.Word("b")], When: new Condition("x", [Spaces.Whole(4)], new Condition("layers", [Spaces.Whole(3)]))),
    ]);

    [Theory]
    [InlineData("adam", 2, false)]
    [InlineData("sgd", 1, false)]
    [InlineData("sgd", 2, true)]
    public void It_exists_where_both_conditions_hold(string optimizer, int layers, bool exists) =>
        Assert.Equal(exists, SearchSpace.IsActive(Space["x"], new Dictionary<string, ParameterValue> { ["optimizer"] = Spaces.Word(optimizer), ["layers"] = Spaces.Whole(layers) }));

    [Fact]
    public void Every_point_is_counted_and_tried_once()
    {
        // adam 3; sgd 1, 4, and 3 + 2.
        Assert.Equal(new BigInteger(3 + 1 + 4 + 5), Space.Cardinality);
        var history = new List<Observation>();
        while (new GridSampler(Space).Propose(Space, history, 1) is { } next) history.Add(Spaces.Complete(history.Count, next.Parameters, 0));

        Assert.Equal(13, history.Select(o => PointKey.Of(Space, o.Parameters)).Distinct().Count());
        Assert.All(history, o => Assert.True(Space.Contains(o.Parameters, out var why), why));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("qmc")]
    [InlineData("tpe")]
    [InlineData("gp")]
    [InlineData("cmaes")]
    [InlineData("genetic")]
    [InlineData("auto")]
    public void Every_sampler_proposes_points_of_the_space_and_reaches_the_last_one(string algorithm)
    {
        var sampler = SamplerFactory.Create(algorithm, Space, new SearchSetting(1, 5));
        var history = new List<Observation>();
        for (var n = 0; n < 13; n++)
        {
            var point = sampler.Propose(Space, history, (ulong)n)!.Parameters;
            Assert.True(Space.Contains(point, out var why), why);
            history.Add(Spaces.Complete(n, point, point.Count + (n * 0.01)));
        }

        Assert.Null(sampler.Propose(Space, history, 99));
    }

    [Fact]
    public void Many_parameters_under_many_conditions_are_numbered_at_once()
    {
        var parents = Enumerable.Range(0, 30).Select(i => (Parameter)new ChoiceParameter($"p{i}", [Spaces.Word("on"), Spaces.Word("off")]));
        var children = Enumerable.Range(0, 29).Select(i => (Parameter)new IntegerParameter($"c{i}", 1, 10, When: new Condition($"p{i}", [Spaces.Word("on")], new Condition($"p{i + 1}", [Spaces.Word("on")]))));

        var space = new SearchSpace([.. parents, .. children]);

        Assert.True(space.Cardinality > BigInteger.Pow(2, 30));
    }

    [Theory]
    [InlineData("absent", 1, "'absent' is not searched")]
    [InlineData("layers", 9, "'layers' never has the value 9")]
    public void The_second_condition_is_checked_as_the_first(string parent, int value, string problem)
    {
        var failure = Assert.Throws<SearchSpaceException>(() => new SearchSpace(
            [.. Space.Parameters.Take(2), new IntegerParameter("z", 1, 2, When: new Condition("optimizer", [Spaces.Word("sgd")], new Condition(parent, [Spaces.Whole(value)])))]));

        Assert.Equal(("z", "when"), (failure.Parameter, failure.Field));
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_through_a_second_condition_is_found() => Assert.Contains("depends on itself", Assert.Throws<SearchSpaceException>(() => new SearchSpace(
        [
            new IntegerParameter("a", 0, 1, When: new Condition("c", [Spaces.Whole(0)], new Condition("b", [Spaces.Whole(0)]))),
            new IntegerParameter("b", 0, 1, When: new Condition("a", [Spaces.Whole(0)])),
            new IntegerParameter("c", 0, 1),
        ])).Message, StringComparison.Ordinal);
}
