namespace Filler.Search.Tests.Samplers;

public class GpSamplerTests : SamplerConformance
{
    protected override ISampler Create(SearchSpace space) => new GpSampler(new SearchSetting());

    // Regression bars, about four times what was measured when they were set; tpe reaches 0.03 to 0.3 on these.
    [Theory]
    [InlineData("branin", 1, 0.0005)]
    [InlineData("branin", 8, 0.005)]
    [InlineData("hartmann", 1, 0.13)]
    [InlineData("mixed", 1, 0.02)]
    [InlineData("mixed", 8, 0.05)]
    public void Sixty_trials_come_close_to_the_minimum(string problem, int parallel, double most) =>
        Assert.InRange(Problems.Regret(problem, new GpSampler(new SearchSetting()), parallel), 0, most);

    [Fact]
    public void Trials_asked_for_together_spread_over_what_is_uncertain()
    {
        // Six trials of a wave of which they cannot say where its troughs are.
        var space = Spaces.OneDimension();
        var history = Enumerable.Range(0, 6).Select(i => Spaces.Complete(i, At(-5 + (i * 2.0)), Math.Sin(1.7 * i * 2))).ToList();

        for (var i = 6; i < 14; i++)
            history.Add(new Observation(i, new GpSampler(new SearchSetting()).Propose(space, history, (ulong)i)!.Parameters, ObservationState.Running, [], null));

        var pending = history[6..].Select(o => o.Parameters["x"].AsDouble()).Order().ToList();
        Assert.True(pending.Zip(pending.Skip(1)).Count(pair => pair.Second - pair.First > 0.1) >= 5, string.Join(", ", pending));
    }

    [Fact]
    public void Failed_trials_repel()
    {
        var space = Spaces.OneDimension();
        var history = Enumerable.Range(0, 40).Select(i => Spaces.Complete(i, At(-5 + (i / 4.0)), 1 + (0.01 * (i % 3)))).Select(o => o.Parameters["x"].AsDouble() > 0
            ? o with { State = ObservationState.Failed, Value = null, Curve = [] }
            : o).ToList();

        var above = Enumerable.Range(0, 20).Count(i => new GpSampler(new SearchSetting()).Propose(space, history, (ulong)i)!.Parameters["x"].AsDouble() > 0.5);

        Assert.InRange(above, 0, 4);
    }

    [Fact]
    public void Partial_curves_lead_the_way_before_any_trial_has_finished()
    {
        var space = Spaces.OneDimension();
        var history = Enumerable.Range(0, 30).Select(i => -5 + (i / 3.0))
            .Select((x, i) => new Observation(i, At(x), ObservationState.Paused, [10 + Math.Abs(x - 3), 5 + Math.Abs(x - 3)], null)).ToList();

        Assert.InRange(MedianProposal(space, history), 2, 4);
    }

    [Fact]
    public void Nobody_is_sent_next_to_a_trial_that_waits_at_a_rung()
    {
        var space = Spaces.OneDimension();
        List<Observation> history =
        [
            .. Enumerable.Range(0, 20).Select(i => Spaces.Complete(i - 20, At(-5 + (i / 2.0)), Math.Abs(-5 + (i / 2.0) - 3))),
            new Observation(0, At(3.01), ObservationState.Paused, [0.01], null),
        ];

        Assert.All(Enumerable.Range(1, 11).Select(i => new GpSampler(new SearchSetting()).Propose(space, history, (ulong)i)!.Parameters["x"].AsDouble()), x => Assert.True(Math.Abs(x - 3.01) >= 0.24, $"{x}"));
    }

    [Theory]
    [InlineData(20, 6)]
    [InlineData(9, 5)]
    [InlineData(1000, 15)]
    public void A_small_budget_begins_with_few_points(int trials, int first)
    {
        Assert.Equal(first, FirstPoints(trials).Count);
    }

    [Fact]
    public void Two_first_points_of_three_are_about_the_middle()
    {
        var fromMiddle = FirstPoints(1000).Select(o => o.Parameters.Values.Average(v => Math.Abs(v.AsDouble() - 0.5))).ToList();

        Assert.InRange(fromMiddle.Where((_, i) => i % 3 != 2).Average(), 0.1, 0.2);
        Assert.InRange(fromMiddle.Where((_, i) => i % 3 == 2).Average(), 0.2, 0.3);
    }

    private static List<Observation> FirstPoints(int trials)
    {
        var space = new SearchSpace([.. Enumerable.Range(0, 8).Select(i => new RealParameter($"x{i}", 0, 1))]);
        var sampler = new GpSampler(new SearchSetting(1, trials));
        var history = new List<Observation>();
        while (sampler.Propose(space, history, (ulong)history.Count) is { } next && next.Explanation.StartsWith("gp: a first point", StringComparison.Ordinal))
            history.Add(Spaces.Complete(history.Count, next.Parameters, history.Count));
        return history;
    }

    [Fact]
    public void So_do_values_of_the_first_epoch_where_nobody_is_past_it()
    {
        var space = Spaces.OneDimension();
        var history = Enumerable.Range(0, 30).Select(i => -5 + (i / 3.0)).Select((x, i) => new Observation(i, At(x), ObservationState.Paused, [10 + Math.Abs(x - 3)], null)).ToList();

        Assert.InRange(MedianProposal(space, history), 2, 4);
    }

    private static double MedianProposal(SearchSpace space, IReadOnlyList<Observation> history) =>
        Enumerable.Range(0, 11).Select(i => new GpSampler(new SearchSetting()).Propose(space, history, (ulong)i)!.Parameters["x"].AsDouble()).Order().ElementAt(5);

    private static Dictionary<string, ParameterValue> At(double x) => new() { ["x"] = new ParameterValue.Real(x) };
}
