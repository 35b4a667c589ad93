namespace Filler.Structures.Tests;

public class AggregatesTests
{
    private static readonly SpherePopulation Silica = new(20, 0.12);

    [Theory]
    [InlineData(1.8)]
    [InlineData(2.0)]
    [InlineData(2.3)]
    public void Free_aggregates_have_the_asked_fractal_dimension_within_five_hundredths(double dimension)
    {
        // Alone in a large box, sizes over two decades: N = k0 (Rg/a)^Df by construction, up to blocked sites and unequal radii.
        var points = new List<(double LogN, double LogRg)>();
        foreach (var size in new[] { 10, 20, 40, 80, 160, 320, 640 })
        {
            for (var repeat = 0UL; repeat < 3; repeat++)
            {
                var grid = new SphereGrid(20_000, Silica.LargestRadiusNm, size);
                var random = new RandomStream(repeat, (ulong)size);
                var radii = Enumerable.Range(0, size).Select(_ => Silica.DrawRadiusNm(random)).ToArray();
                Assert.True(new AggregateGrowth(grid, dimension, random).TryGrow((1e4, 1e4, 1e4), radii));
                points.Add((Math.Log(size), Math.Log(Gyration.RadiusNm(grid.ToStructure()))));
            }
        }

        Assert.Equal(dimension, Gyration.SlopeOfFirstOverSecond(points), 0.05);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Presets_do_not_overlap_fill_the_box_and_are_inside_it(bool modified)
    {
        var options = modified ? AggregatePresets.EndModifiedSbr(600) : AggregatePresets.NonModifiedSbr(600);

        var s = Aggregates.Generate(options, 11, default);

        Assert.True(Overlap.Deepest(s) <= 1e-6, $"overlap of {Overlap.Deepest(s)} nm");
        Overlap.AssertInsideTheBox(s);
        Assert.InRange(s.VolumeFraction / options.VolumeFraction, 0.98, 1.02);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(6, 0.5)]
    [InlineData(40, 0.5)]
    public void Touching_clusters_have_the_asked_mean_size(double mean, double sigma)
    {
        var options = new AggregateOptions(800, 0.05, Silica, 1.9, mean, sigma);

        var clusters = ClusterSizes.Of(Aggregates.Generate(options, 3, default), 1e-6, default);

        Assert.InRange(clusters.Mean / mean, 0.85, 1.15);
    }

    [Fact]
    public void Equal_sizes_come_out_equal()
    {
        var clusters = ClusterSizes.Of(Aggregates.Generate(new AggregateOptions(500, 0.05, Silica, 2.0, 12, 0), 3, default), 1e-6, default);

        // Only the last one takes what is left.
        Assert.True(clusters.Sizes.Count(s => s != 12) <= 1, string.Join(' ', clusters.Sizes));
    }

    [Fact]
    public void Equal_seeds_give_equal_structures_and_others_do_not()
    {
        var options = AggregatePresets.NonModifiedSbr(400);

        var first = Aggregates.Generate(options, 1, default);
        var again = Aggregates.Generate(options, 1, default);
        var other = Aggregates.Generate(options, 2, default);

        Assert.Equal(first.X, again.X);
        Assert.Equal(first.Z, again.Z);
        Assert.NotEqual(first.X, other.X);
    }

    [Fact]
    public void Morphologies_differ_in_the_correlations_of_their_particles()
    {
        const double box = 800;
        var random = RandomSpheres.Generate(Silica, box, 0.15, 1, default);
        var modified = Aggregates.Generate(AggregatePresets.EndModifiedSbr(box), 1, default);
        var plain = Aggregates.Generate(AggregatePresets.NonModifiedSbr(box), 1, default);

        // Contact peak: 17 to 23 nm; gathering shows as an excess at 60 to 100 nm and as scattering at small q.
        var (ofRandom, ofModified, ofPlain) = (Correlation(random), Correlation(modified), Correlation(plain));
        Assert.True(Mean(ofModified, 17, 23) > 2 * Mean(ofRandom, 17, 23));
        Assert.True(Mean(ofPlain, 60, 100) > 1.05 * Mean(ofModified, 60, 100), $"{Mean(ofPlain, 60, 100)} {Mean(ofModified, 60, 100)}");
        Assert.True(SmallAngle(plain) > 2 * SmallAngle(modified), $"{SmallAngle(plain)} {SmallAngle(modified)}");
        Assert.True(SmallAngle(modified) > 2 * SmallAngle(random), $"{SmallAngle(modified)} {SmallAngle(random)}");

        static PairCorrelation Correlation(ParticleStructure s) => PairCorrelation.Of(s, 100, 100, default);

        static double Mean(PairCorrelation g, double from, double to) =>
            g.Value.Where((_, b) => g.DistanceNm[b] > from && g.DistanceNm[b] < to).Average();

        static double SmallAngle(ParticleStructure s) => StructureFactor.Of(s, 0.025, 1, 200, 1, default).Value[0];
    }

    [Theory]
    [InlineData("fractalDimension")]
    [InlineData("meanAggregateSize")]
    [InlineData("aggregateSizeSigma")]
    [InlineData("aggregatesPerAgglomerate")]
    [InlineData("agglomerateRadiusNm")]
    [InlineData("volumeFraction")]
    public void Impossible_requests_are_refused_by_name(string named)
    {
        var good = AggregatePresets.NonModifiedSbr(400);
        var bad = named switch
        {
            "fractalDimension" => good with { FractalDimension = 2.9 },
            "meanAggregateSize" => good with { MeanAggregateSize = 0 },
            "aggregateSizeSigma" => good with { AggregateSizeSigma = -1 },
            "aggregatesPerAgglomerate" => good with { AggregatesPerAgglomerate = 0 },
            "agglomerateRadiusNm" => good with { AgglomerateRadiusNm = 300 },
            _ => good with { VolumeFraction = 0.4 },
        };

        var error = Assert.Throws<ArgumentException>(() => Aggregates.Generate(bad, 1, default));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aggregates_that_find_no_room_end_in_an_error_that_says_what_to_change()
    {
        var crowded = new AggregateOptions(400, 0.25, new SpherePopulation(20), 2.6, 1500, 0, 2, 20);

        var error = Assert.Throws<ArgumentException>(() => Aggregates.Generate(crowded, 1, default));

        Assert.Contains("agglomerateRadiusNm", error.Message, StringComparison.Ordinal);
    }
}
