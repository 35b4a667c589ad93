namespace Filler.Search.Tests.Importance;

public class ParameterImportanceTests
{
    private static readonly SearchSpace Space = new(
    [
        new RealParameter("strong", 0, 1),
        new RealParameter("weak", 0, 1),
        new RealParameter("none", 0, 1),
        new ChoiceParameter("kind", [Spaces.Word("a"), Spaces.Word("b")]),
    ]);

    [Fact]
    public void Shares_follow_the_variance_that_each_parameter_makes()
    {
        // Variances 9/12, 1/12, 0 and 1/4: shares 0.69, 0.08, 0, 0.23.
        var shares = Shares(p => (3 * p["strong"].AsDouble()) + p["weak"].AsDouble() + (p["kind"].ToString() == "a" ? 1 : 0));

        Assert.InRange(shares["strong"], 0.5, 0.85);
        Assert.InRange(shares["kind"], 0.1, 0.35);
        Assert.True(shares["none"] < 0.03 && shares["weak"] < 0.15 && shares["none"] < shares["weak"], string.Join(", ", shares));
        Assert.InRange(shares.Values.Sum(), 0.7, 1);
    }

    [Fact]
    public void A_pure_interaction_is_no_main_effect()
    {
        // The product of two signs: each alone explains nothing.
        var shares = Shares(p => Math.Sign(p["strong"].AsDouble() - 0.5) * Math.Sign(p["weak"].AsDouble() - 0.5));

        Assert.All(shares.Values, s => Assert.InRange(s, 0, 0.25));
    }

    [Fact]
    public void A_parameter_that_seldom_exists_explains_what_it_makes_where_it_does()
    {
        var space = Spaces.Mixed();
        List<Observation> history =
        [
            .. Enumerable.Range(0, 300).Select(i =>
            {
                var point = new RandomSampler().Propose(space, [], (ulong)i)!.Parameters;
                return Spaces.Complete(i, point, point.TryGetValue("momentum", out var m) ? m.AsDouble() : 0.745);
            }),
        ];

        var shares = ParameterImportance.Of(space, history, 1).ToDictionary(s => s.Parameter, s => s.Share);

        Assert.Equal("momentum", shares.MaxBy(s => s.Value).Key);
        Assert.InRange(shares["momentum"], 0.6, 1);
    }

    [Fact]
    public void A_flat_objective_has_no_important_parameter() => Assert.All(Shares(_ => 0.5).Values, s => Assert.Equal(0, s));

    [Fact]
    public void Trials_that_were_stopped_early_are_compared_at_an_epoch_that_most_reached()
    {
        // Final values of the two finished trials say nothing; the values at epoch 2 follow "strong".
        var history = History(60, p => p["strong"].AsDouble()).Select((o, i) => i < 2
            ? o with { Curve = [0.5, o.Value!.Value, 0.1], Value = 0.1 }
            : o with { State = ObservationState.Pruned, Curve = [0.5, o.Value!.Value], Value = null }).ToList();

        var shares = ParameterImportance.Of(Space, history, 1).ToDictionary(s => s.Parameter, s => s.Share);

        Assert.True(shares["strong"] > 0.6, string.Join(", ", shares));
    }

    [Fact]
    public void Too_few_trials_say_nothing() => Assert.Empty(ParameterImportance.Of(Space, History(5, _ => 1), 1));

    [Fact]
    public void Equal_histories_and_seeds_give_equal_shares()
    {
        var history = History(40, p => p["weak"].AsDouble());

        Assert.Equal(ParameterImportance.Of(Space, history, 3), ParameterImportance.Of(Space, history, 3));
    }

    private static Dictionary<string, double> Shares(Func<IReadOnlyDictionary<string, ParameterValue>, double> objective) =>
        ParameterImportance.Of(Space, History(200, objective), 1).ToDictionary(s => s.Parameter, s => s.Share);

    private static List<Observation> History(int trials, Func<IReadOnlyDictionary<string, ParameterValue>, double> objective) =>
    [
        .. Enumerable.Range(0, trials).Select(i =>
        {
            var point = new RandomSampler().Propose(Space, [], (ulong)i)!.Parameters;
            return Spaces.Complete(i, point, objective(point));
        }),
    ];
}
