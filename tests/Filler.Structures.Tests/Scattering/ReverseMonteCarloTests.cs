namespace Filler.Structures.Tests;

public class ReverseMonteCarloTests
{
    /// <summary>Spheres of 10 nm that keep 26 nm apart, as if charged, and their curve with 3 % noise.</summary>
    private static (ParticleStructure Truth, ScatteringCurve Curve) Repelling() => Made.Value;

    private static readonly Lazy<(ParticleStructure Truth, ScatteringCurve Curve)> Made = new(Make);

    private static (ParticleStructure Truth, ScatteringCurve Curve) Make()
    {
        var wide = StartingSpheres.Place(new ReverseMonteCarloOptions(13, 0, 0.38, 400) { Seed = 99 }, default).Structure;
        var truth = wide with { Radius = [.. wide.Radius.Select(_ => 10.0)] };
        var s = StructureFactor.Of(truth, 0.62, 24, 2500, 1, default);
        var random = new RandomStream(7);
        var exact = s.Q.Select((q, i) => (2e-6 * s.Value[i] * Math.Pow(SphereFormFactor.Amplitude(q, 10), 2)) + 0.05).ToArray();
        var noisy = exact.Select(v => v * (1 + (0.03 * random.NextNormal()))).ToArray();
        return (truth, new ScatteringCurve(s.Q, noisy, [.. exact.Select(v => 0.03 * v)], new double[s.Q.Length]));
    }

    private static readonly ReverseMonteCarloOptions Options = new(10, 0, 0.17, 300) { MaxMoves = 60_000, WaveVectors = 6000, ErrorFloor = 0.03 };

    // Centre of what the first shell of neighbours has above 1: its highest bin alone is a matter of counting noise.
    private static double PeakNm(ParticleStructure s)
    {
        var g = PairCorrelation.Of(s, 36, 18, default);
        var above = g.Value.Select(v => Math.Max(0, v - 1)).ToArray();
        return g.DistanceNm.Zip(above, (r, v) => r * v).Sum() / above.Sum();
    }

    [Fact]
    public void A_structure_is_recovered_from_its_noisy_curve()
    {
        var (truth, curve) = Repelling();
        var start = StartingSpheres.Place(Options, default).Structure;

        var fit = ReverseMonteCarlo.Fit(curve, Options, null, default);

        // The start is in contact at 20 nm; only the curve says that neighbours keep 26 nm.
        Assert.InRange(PeakNm(truth), 26, 30);
        Assert.True(PeakNm(start) < 24, $"start at {PeakNm(start)} nm");
        Assert.Equal(PeakNm(truth), PeakNm(fit.Structure), 2.5);
        Assert.InRange(fit.ChiSquaredPerDof, 0.5, 1.5);
        Assert.True(Overlap.Deepest(fit.Structure) < 1e-6);
        Overlap.AssertInsideTheBox(fit.Structure);
        Assert.InRange(fit.Background, 0, 0.2);
        Assert.InRange(fit.WeightedResidual, 1, 8);
    }

    [Fact]
    public void Equal_seeds_give_equal_fits_and_progress_tells_every_sweep()
    {
        var (_, curve) = Repelling();
        var brief = Options with { MaxMoves = 1200 };
        var reports = new List<ReverseMonteCarloProgress>();

        var first = ReverseMonteCarlo.Fit(curve, brief, new Listener(reports.Add), default);
        var again = ReverseMonteCarlo.Fit(curve, brief, null, default);
        var other = ReverseMonteCarlo.Fit(curve, brief with { Seed = 2 }, null, default);

        Assert.Equal(first.Structure.X, again.Structure.X);
        Assert.NotEqual(first.Structure.X, other.Structure.X);
        Assert.Equal([300L, 600, 900, 1200], reports.Select(r => r.Moves));
        Assert.True(reports[^1].ChiSquaredPerDof < reports[0].ChiSquaredPerDof);
        Assert.Contains("1200 moves", first.StopReason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fit_stops_at_its_target_and_not_below()
    {
        var (_, curve) = Repelling();

        var fit = ReverseMonteCarlo.Fit(curve, Options with { TargetChiSquaredPerDof = 30 }, null, default);

        Assert.InRange(fit.ChiSquaredPerDof, 20, 30.01);
        Assert.Contains("reached 30", fit.StopReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_below_the_box_and_above_the_lattice_are_told()
    {
        var (_, curve) = Repelling();

        var fit = ReverseMonteCarlo.Fit(curve, Options with { Particles = 60, WaveVectors = 300, MaxMoves = 60 }, null, default);

        Assert.Contains(fit.Notes, n => n.Contains("are not fitted", StringComparison.Ordinal));
        Assert.Contains(fit.Notes, n => n.Contains("pairs up to", StringComparison.Ordinal));
        Assert.Contains(fit.Notes, n => n.Contains("3.0", StringComparison.Ordinal));
        Assert.True(fit.Q[0] >= 2 * Math.PI / fit.Structure.BoxNm);
    }

    [Theory]
    [InlineData("radiusNm")]
    [InlineData("polydispersity")]
    [InlineData("volumeFraction")]
    [InlineData("particles")]
    [InlineData("minQ")]
    [InlineData("errorFloor")]
    [InlineData("waveVectors")]
    [InlineData("maxMoves")]
    public void Impossible_requests_are_refused_by_name(string named)
    {
        var bad = named switch
        {
            "radiusNm" => Options with { RadiusNm = double.NaN },
            "polydispersity" => Options with { Polydispersity = 0.9 },
            "volumeFraction" => Options with { VolumeFraction = 0.6 },
            "particles" => Options with { Particles = 2 },
            "minQ" => Options with { MinQ = 2, MaxQ = 1 },
            "errorFloor" => Options with { ErrorFloor = -1 },
            "waveVectors" => Options with { WaveVectors = 0 },
            _ => Options with { MaxMoves = 0 },
        };
        var curve = new ScatteringCurve([0.1, 0.2, 0.3], [1, 1, 1], [1, 1, 1], [0, 0, 0]);

        Assert.Contains(named, Assert.Throws<ArgumentException>(() => ReverseMonteCarlo.Fit(curve, bad, null, default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_points_or_points_without_errors_are_refused()
    {
        double[] q = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], one = [1, 1, 1, 1, 1, 1], zero = new double[6];

        var (withErrors, without) = (new ScatteringCurve(q, one, one, zero), new ScatteringCurve(q, one, zero, zero));
        var few = Assert.Throws<ArgumentException>(() => ReverseMonteCarlo.Fit(withErrors, Options with { MaxQ = 0.25 }, null, default));
        var bare = Assert.Throws<ArgumentException>(() => ReverseMonteCarlo.Fit(without, Options with { ErrorFloor = 0 }, null, default));

        Assert.Contains("widen", few.Message, StringComparison.Ordinal);
        Assert.Contains("errorFloor", bare.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_stops_the_fit()
    {
        var (_, curve) = Repelling();
        using var source = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => ReverseMonteCarlo.Fit(curve, Options, new Listener(_ => source.Cancel()), source.Token));
    }

    [SkippableFact]
    public void A_short_fit_to_the_silica_colloid_brings_the_misfit_down()
    {
        var curve = ScatteringFile.Read(RealData.Path("scattering", "Ludox_silica.xml"));
        var reports = new List<double>();

        var options = new ReverseMonteCarloOptions(14.9, 0.12, 0.44, 400) { MaxQ = 1.2, WaveVectors = 8000, MaxMoves = 12_000 };
        var fit = ReverseMonteCarlo.Fit(curve, options, new Listener(r => reports.Add(r.ChiSquaredPerDof)), default);

        Assert.True(fit.ChiSquaredPerDof < reports[0] / 3, $"{reports[0]} to {fit.ChiSquaredPerDof}");
    }

    private sealed class Listener(Action<ReverseMonteCarloProgress> action) : IProgress<ReverseMonteCarloProgress>
    {
        public void Report(ReverseMonteCarloProgress value) => action(value);
    }
}
