namespace Filler.Search.Tests.Samplers;

public class TpeSamplerTests : SamplerConformance
{
    protected override ISampler Create(SearchSpace space) => new TpeSampler();

    public static TheoryData<string> ProblemNames => new("branin", "hartmann", "mixed");

    [Theory]
    [MemberData(nameof(ProblemNames))]
    public void It_finds_better_points_than_random_search(string problem)
    {
        var (tpe, random) = (Problems.Regret(problem, new TpeSampler()), Problems.Regret(problem, new RandomSampler()));

        Assert.True(tpe < 0.6 * random, $"{problem}: median regret {tpe:g4} of tpe, {random:g4} of random");
    }

    [Fact]
    public void Pending_trials_spread_the_proposals()
    {
        var space = Spaces.OneDimension();
        var history = Enumerable.Range(0, 30).Select(i => At(i, -5 + (i / 3.0), ObservationState.Complete)).ToList();
        for (var i = 30; i < 38; i++)
        {
            var proposal = new TpeSampler().Propose(space, history, (ulong)i)!;
            history.Add(new Observation(i, proposal.Parameters, ObservationState.Running, [], null));
        }

        var pending = history[30..].Select(o => o.Parameters["x"].AsDouble()).Order().ToList();
        Assert.True(pending[^1] - pending[0] > 0.3, string.Join(", ", pending));
    }

    [Fact]
    public void A_promising_curve_counts_before_a_trial_has_finished()
    {
        // Nothing has finished; the trials near x = 3 have the better curves.
        var space = Spaces.OneDimension();
        var history = Enumerable.Range(0, 40).Select(i => At(i, -5 + (i / 4.0), ObservationState.Paused)).Select(o => o with { Value = null, Curve = [Math.Abs(o.Parameters["x"].AsDouble() - 3)] }).ToList();

        var proposals = Enumerable.Range(0, 40).Select(i => new TpeSampler().Propose(space, history, (ulong)i)!.Parameters["x"].AsDouble()).Order().ToList();

        Assert.InRange(proposals[20], 2, 4);
    }

    [Fact]
    public void Failed_trials_repel()
    {
        // All have the same value, but those above 0 failed.
        var space = Spaces.OneDimension();
        var history = Enumerable.Range(0, 60).Select(i => At(i, -5 + (i / 6.0), ObservationState.Complete)).Select(o => o.Parameters["x"].AsDouble() > 0
            ? o with { State = ObservationState.Failed, Value = null, Curve = [] }
            : o with { Value = 1 }).ToList();

        var above = Enumerable.Range(0, 40).Count(i => new TpeSampler().Propose(space, history, (ulong)i)!.Parameters["x"].AsDouble() > 0.5);

        Assert.InRange(above, 0, 4);
    }

    [Fact]
    public void All_64_bits_of_the_seed_count()
    {
        var space = Spaces.OneDimension();

        var low = new TpeSampler().Propose(space, [], 5)!.Parameters["x"];

        Assert.NotEqual(low, new TpeSampler().Propose(space, [], 5 | (1UL << 60))!.Parameters["x"]);
    }

    private static Observation At(int number, double x, ObservationState state) =>
        new(number, new Dictionary<string, ParameterValue> { ["x"] = new ParameterValue.Real(x) }, state, [x * x], x * x);
}
