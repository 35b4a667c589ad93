namespace Filler.Search.Tests.Samplers;

public class TpeSamplerTests : SamplerConformance
{
    protected override ISampler Create(SearchSpace space) => new TpeSampler();

    public static TheoryData<string> Problems => new("branin", "mixed");

    [Theory]
    [MemberData(nameof(Problems))]
    public void It_finds_better_points_than_random_search(string problem)
    {
        var (tpe, random) = (Median(problem, new TpeSampler()), Median(problem, new RandomSampler()));

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

    private static Observation At(int number, double x, ObservationState state) =>
        new(number, new Dictionary<string, ParameterValue> { ["x"] = new ParameterValue.Real(x) }, state, [x * x], x * x);

    private static double Median(string problem, ISampler sampler)
    {
        var (space, objective) = problem == "branin" ? Branin() : Mixed();
        var results = Enumerable.Range(0, 11).Select(seed =>
        {
            var history = new List<Observation>();
            for (var i = 0; i < 60; i++)
            {
                var point = sampler.Propose(space, history, ((ulong)seed * 1000) + (ulong)i)!.Parameters;
                history.Add(Spaces.Complete(i, point, objective(point)));
            }

            return history.Min(o => o.Value!.Value);
        }).Order().ToList();
        return results[5];
    }

    // Dixon and Szegö 1978; minimum 0.397887.
    private static (SearchSpace, Func<IReadOnlyDictionary<string, ParameterValue>, double>) Branin() =>
        (new SearchSpace([new RealParameter("x", -5, 10), new RealParameter("y", 0, 15)]), p =>
        {
            var (x, y) = (p["x"].AsDouble(), p["y"].AsDouble());
            var a = y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6;
            return (a * a) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10 - 0.397887;
        }
    );

    // A network-like bowl: three layers, a rate of 10^-2.5, sgd with momentum 0.9 best.
    private static (SearchSpace, Func<IReadOnlyDictionary<string, ParameterValue>, double>) Mixed() =>
        (Spaces.Mixed(), p =>
        {
            var rate = Math.Log10(p["rate"].AsDouble()) + 2.5;
            var cost = (0.1 * Math.Abs(p["layers"].AsDouble() - 3)) + (0.2 * rate * rate) + p["dropout"].AsDouble() / 5;
            return cost + (p.TryGetValue("momentum", out var m) ? Math.Abs(m.AsDouble() - 0.9) : 0.3);
        }
    );
}
