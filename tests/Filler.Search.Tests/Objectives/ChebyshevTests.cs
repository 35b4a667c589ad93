namespace Filler.Search.Tests.Objectives;

public class ChebyshevTests
{
    [Fact]
    public void It_is_the_papers_formula() => Assert.Equal(0.6 + (0.05 * (0.6 + 0.1)), Chebyshev.Of([0.75, 0.5], [0.8, 0.2]), 1e-12);

    [Fact]
    public void A_component_that_is_no_number_makes_none() => Assert.Equal(double.NaN, Chebyshev.Of([0.5, double.NaN], [1, 0]));

    [Fact]
    public void Weights_are_a_seeds_own_sum_to_one_and_cover_the_simplex()
    {
        var weights = Enumerable.Range(0, 2000).Select(s => Chebyshev.Weights(3, (ulong)s)).ToList();

        Assert.Equal(Chebyshev.Weights(3, 7), weights[7]);
        Assert.All(weights, w => Assert.Equal(1, w.Sum(), 1e-12));
        Assert.All(Enumerable.Range(0, 3), m => Assert.InRange(weights.Average(w => w[m]), 0.31, 0.36));
        // Uniform on the triangle: the corner beyond w = 0.9 has a hundredth of its area.
        Assert.InRange(weights.Count(w => w[0] > 0.9), 5, 45);
    }

    [Fact]
    public void Every_point_of_a_concave_front_is_some_weights_best_and_a_dominated_one_never_is()
    {
        double[][] points = [.. Enumerable.Range(0, 11).Select(i => new[] { i / 10.0, (1 - (i / 10.0)) * (1 + (i / 20.0)) }), [0.9, 0.9]];

        var winners = Enumerable.Range(0, 2000).Select(s => Chebyshev.Weights(2, (ulong)s)).Select(w => Enumerable.Range(0, points.Length).MinBy(i => Chebyshev.Of(points[i], w))).Distinct();

        Assert.Equal(Enumerable.Range(0, 11), winners.Order());
    }

    [Fact]
    public void Scales_run_from_the_best_seen_to_the_worst_and_ignore_what_is_no_number()
    {
        var scale = ObjectiveScale.Of([[1, 5], [3, 5], [double.NaN, 0]], 2);

        Assert.Equal([0.5, 0], scale.ToUnit([2, 5]));
        Assert.Equal([double.NaN, 0], scale.ToUnit([double.PositiveInfinity, 5]));
        Assert.Equal([0.0, 0], ObjectiveScale.Of([], 2).ToUnit([3, 4]));
    }

    [Fact]
    public void With_fresh_weights_for_each_proposal_one_samplers_trials_spread_along_the_front()
    {
        var space = new SearchSpace([new RealParameter("x", 0, 1), new RealParameter("y", 0, 1)]);
        double[] Costs(IReadOnlyDictionary<string, ParameterValue> p) => [p["x"].AsDouble() + p["y"].AsDouble(), 1 - p["x"].AsDouble() + p["y"].AsDouble()];
        var sampler = new TpeSampler();
        var points = new List<(IReadOnlyDictionary<string, ParameterValue> Point, double[] Costs)>();
        for (var n = 0; n < 60; n++)
        {
            var weights = Chebyshev.Weights(2, (ulong)n);
            var scale = ObjectiveScale.Of(points.Select(p => p.Costs), 2);
            var history = points.Select((p, i) => new Observation(i, p.Point, ObservationState.Complete, [], Chebyshev.Of(scale.ToUnit(p.Costs), weights))).ToList();
            var point = sampler.Propose(space, history, (ulong)n)!.Parameters;
            points.Add((point, Costs(point)));
        }

        // The front is y = 0, all of x: near it, and at both of its ends.
        var late = points.Skip(30).ToList();
        Assert.True(late.Average(p => p.Point["y"].AsDouble()) < 0.25, $"{late.Average(p => p.Point["y"].AsDouble())} above the front");
        Assert.True(late.Min(p => p.Point["x"].AsDouble()) < 0.2 && late.Max(p => p.Point["x"].AsDouble()) > 0.8);
    }
}
