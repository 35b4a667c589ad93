using CsCheck;

namespace Filler.Search.Tests.Selection;

public class RobustRankingTests
{
    [Fact]
    public void A_steady_configuration_beats_a_lucky_draw()
    {
        // Means 0.10 and 0.12; the pooled spread is 0.05.
        var ranked = Rank(new Candidate(0, [0.08]), new Candidate(1, [0.10, 0.10, 0.11, 0.10]), new Candidate(2, [0.3, 0.4, 0.35]));

        Assert.Equal([1, 0, 2], ranked.Select(s => s.Candidate.Number));
        Assert.All(ranked, s => Assert.True(s.Bound > s.Mean));
    }

    [Fact]
    public void The_best_alone_is_the_first_of_the_ranking_and_the_preferred_go_before_it()
    {
        Candidate[] candidates = [new(4, [0.08, 0.09]), new(2, [0.10, 0.12], 1), new(3, [0.3]), new(1, [double.NaN])];

        Assert.Equal(Rank(candidates)[0], RobustRanking.Best(candidates, _ => true));
        Assert.Equal(3, RobustRanking.Best(candidates, c => c.Number is 1 or 3)!.Candidate.Number);
        Assert.Equal(4, RobustRanking.Best(candidates, _ => false)!.Candidate.Number);
        Assert.Null(RobustRanking.Best([], _ => true));
    }

    [Fact]
    public void A_single_draw_far_ahead_of_the_noise_still_leads() =>
        Assert.Equal(0, Rank(new Candidate(0, [0.02]), new Candidate(1, [0.40, 0.41, 0.39]))[0].Candidate.Number);

    [Fact]
    public void Mean_spread_and_bound_are_those_of_the_formula()
    {
        var standing = Rank(new Candidate(0, [1, 2, 3]), new Candidate(1, [10, 10]))[0];

        // Pooled variance (2 + 0) / 3; moderated (3 · 2/3 + 2) / (3 + 2) = 0.8.
        Assert.Equal((2.0, 1.0), (standing.Mean, standing.Spread!.Value));
        Assert.Equal(2 + (1.6448536269514722 * Math.Sqrt(0.8 / 3)), standing.Bound, 1e-12);
    }

    [Fact]
    public void Where_nothing_was_drawn_twice_the_mean_ranks_and_ties_go_to_the_lower_number()
    {
        var ranked = Rank(new Candidate(3, [0.2]), new Candidate(1, [0.2]), new Candidate(2, [0.1]));

        Assert.Equal([2, 1, 3], ranked.Select(s => s.Candidate.Number));
        Assert.All(ranked, s => Assert.Equal((s.Mean, null), (s.Bound, s.Spread)));
    }

    [Fact]
    public void Equal_candidates_keep_the_order_of_their_numbers() =>
        Assert.Equal([0, 1, 2], Rank(new Candidate(2, [0.1, 0.3]), new Candidate(0, [0.1, 0.3]), new Candidate(1, [0.3, 0.1])).Select(s => s.Candidate.Number));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_no_number_is_a_failed_draw(double broken)
    {
        var ranked = Rank(new Candidate(0, [0.1, broken]), new Candidate(1, [0.2, 0.2]), new Candidate(2, [broken]), new Candidate(3, [0.5]));

        Assert.Equal([1, 0, 3, 2], ranked.Select(s => s.Candidate.Number));
        Assert.Equal((0.1, null), (ranked[1].Mean, ranked[1].Spread));
        Assert.Equal((double.NaN, double.PositiveInfinity), (ranked[3].Mean, ranked[3].Bound));
    }

    [Fact]
    public void A_configuration_that_sometimes_cannot_be_trained_ranks_below_one_that_always_can() =>
        Assert.Equal(1, Rank(new Candidate(0, [0.10, 0.10], Failures: 1), new Candidate(1, [0.12, 0.12, 0.12]), new Candidate(2, [0.9]))[0].Candidate.Number);

    [Fact]
    public void Without_any_value_the_order_is_by_number() =>
        Assert.Equal([0, 4], Rank(new Candidate(4, [], Failures: 2), new Candidate(0, [])).Select(s => s.Candidate.Number));

    [Fact]
    public void The_order_of_candidates_and_of_their_draws_does_not_matter() =>
        Gen.Double[0, 1].Array[1, 4].Array[1, 8].Sample(draws =>
        {
            Candidate[] candidates = [.. draws.Select((d, i) => new Candidate(i, d))];
            Candidate[] shuffled = [.. draws.Select((d, i) => new Candidate(i, [.. d.Reverse()])).Reverse()];
            Assert.Equal(Rank(candidates).Select(s => s.Candidate.Number), Rank(shuffled).Select(s => s.Candidate.Number));
        });

    [Fact]
    public void Chosen_by_the_bound_the_winner_is_nearer_to_the_true_best_than_chosen_by_the_luckiest_draw()
    {
        var random = new Random(11);
        var (byBound, byDraw) = (0.0, 0.0);
        for (var study = 0; study < 1000; study++)
        {
            // Thirty configurations, the five best of their first draws drawn thrice: as a study with repeats does.
            var truth = Enumerable.Range(0, 30).Select(_ => random.NextDouble() * 0.2).ToArray();
            var first = truth.Select(t => t + (0.05 * Normal(random))).ToArray();
            var best = first.Order().ElementAt(4);
            var candidates = truth.Select((t, i) => new Candidate(i, first[i] > best ? [first[i]] : [first[i], t + (0.05 * Normal(random)), t + (0.05 * Normal(random))])).ToArray();
            byBound += truth[Rank(candidates)[0].Candidate.Number] - truth.Min();
            byDraw += truth[candidates.MinBy(c => c.Costs.Min())!.Number] - truth.Min();
        }

        Assert.True(byBound < 0.9 * byDraw, $"regret {byBound / 1000} by the bound, {byDraw / 1000} by the luckiest draw");
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static IReadOnlyList<Standing> Rank(params Candidate[] candidates) => RobustRanking.Of(candidates);
}
