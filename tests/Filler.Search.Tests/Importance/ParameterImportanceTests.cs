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
        Assert.InRange(shares.Values.Sum(), 0.7, 1.05);
    }

    [Fact]
    public void A_flat_objective_has_no_important_parameter() => Assert.All(Shares(_ => 0.5).Values, s => Assert.Equal(0, s));

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
