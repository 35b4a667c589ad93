using System.Text.Json;

namespace Filler.Structures.Tests;

public class CheckpointTests
{
    private static readonly ScatteringCurve Curve = MakeCurve();

    private static readonly ReverseMonteCarloOptions Options = new(10, 0.15, 0.2, 120)
    {
        MaxMoves = 9000,
        WaveVectors = 1500,
        SwapShare = 0.1,
        ClusterShare = 0.1,
        TargetChiSquaredPerDof = 0.1,
        Coordination = 0.5,
        MaxAggregateSize = 8,
    };

    [Fact]
    public void A_fit_that_goes_on_from_a_checkpoint_ends_as_the_one_that_was_not_interrupted()
    {
        var states = new List<string>();
        var whole = Fit(null, s => states.Add(JsonSerializer.Serialize(s)));

        Assert.True(states.Count >= 3, $"{states.Count} checkpoints");
        foreach (var state in new[] { states[0], states[^1] })
        {
            var resumed = Fit(JsonSerializer.Deserialize<ReverseMonteCarloState>(state), _ => { });

            Assert.Equal(whole.Structure.X, resumed.Structure.X);
            Assert.Equal(whole.Structure.Radius, resumed.Structure.Radius);
            Assert.Equal(whole.ChiSquaredPerDof, resumed.ChiSquaredPerDof);
            Assert.Equal(whole.Moves, resumed.Moves);
        }
    }

    [Fact]
    public void A_checkpoint_of_another_fit_is_refused()
    {
        ReverseMonteCarloState? state = null;
        Fit(null, s => state ??= s);

        var other = Options with { Particles = 121 };
        var error = Assert.Throws<ArgumentException>(() => ReverseMonteCarlo.Fit(Curve, other, null, new ReverseMonteCarloCheckpoints(state, _ => { }), default));
        Assert.Contains("delete it and fit anew", error.Message, StringComparison.Ordinal);
    }

    private static ReverseMonteCarloFit Fit(ReverseMonteCarloState? from, Action<ReverseMonteCarloState> offer) =>
        ReverseMonteCarlo.Fit(Curve, Options, null, new ReverseMonteCarloCheckpoints(from, offer), default);

    private static ScatteringCurve MakeCurve()
    {
        var q = Enumerable.Range(0, 30).Select(i => 0.08 + (0.015 * i)).ToArray();
        return new ScatteringCurve(q, [.. q.Select(v => 1 / (1 + (v * v * 200)))], [.. q.Select(_ => 0.02)], new double[30]);
    }
}
