using Filler.Structures;

namespace Filler.Slices.Tests;

public class FeatureTests
{
    private const int Pixels = 64;

    [Fact]
    public void Stripes_of_known_width_have_their_chords_and_correlation()
    {
        // Columns of 3 filler and 5 matrix pixels.
        var grey = new byte[Pixels * Pixels];
        for (var i = 0; i < grey.Length; i++) grey[i] = (byte)(i % Pixels % 8 < 3 ? 200 : 20);
        var sut = new PhaseImage(grey, Pixels);

        Assert.Equal(3 / 8.0, sut.AreaFraction, 1e-12);
        Assert.Equal(3, sut.MeanChord(ofFiller: true), 1e-12);
        Assert.Equal(5, sut.MeanChord(ofFiller: false), 1e-12);
        Assert.Equal(sut.AreaFraction, sut.TwoPoint(0), 1e-12);
        // Along the stripes every lag keeps the phase; across, a lag of one period does.
        Assert.Equal(3 / 8.0, sut.TwoPoint(8), 1e-2);
        Assert.Equal(8, sut.Regions().Count);
    }

    [Fact]
    public void Points_at_random_have_no_Ripley_signal_and_clusters_have()
    {
        double random = 0, clustered = 0, apart = 0;
        for (ulong seed = 0; seed < 60; seed++)
        {
            var stream = new RandomStream(seed);
            (double, double)[] points = [.. Enumerable.Range(0, 200).Select(_ => (100 * stream.NextDouble(), 100 * stream.NextDouble()))];
            random += RipleyK.CentredL(points, 100, [5.0])[0] / 60;
            clustered += RipleyK.CentredL([.. points.SelectMany((p, i) => i < 50 ? [p, (p.Item1, Math.Min(100, p.Item2 + 1))] : Array.Empty<(double, double)>())], 100, [5.0])[0] / 60;
        }

        (double, double)[] lattice = [.. Enumerable.Range(0, 100).Select(i => ((i % 10 * 10.0) + 5, (i / 10 * 10.0) + 5))];
        apart = RipleyK.CentredL(lattice, 100, [5.0])[0];

        Assert.Equal(0, random, 0.1);
        Assert.True(clustered > 1, $"clusters: {clustered}");
        Assert.Equal(-5, apart, 1e-9);
    }

    [Fact]
    public void Equal_classes_give_uniform_p_values_and_different_ones_small_ones()
    {
        var small = 0;
        for (ulong trial = 0; trial < 100; trial++)
        {
            var stream = new RandomStream(trial, 1);
            if (ClassDifference.Test(Vectors(stream, 15, 0), Vectors(stream, 15, 0), trial, 99).PValue <= 0.1) small++;
        }

        var other = new RandomStream(5, 2);
        // Of 100 tests at the 10 % level, 3 to 19 reject in 99 of 100 runs.
        Assert.InRange(small, 3, 19);
        Assert.Equal(0.001, ClassDifference.Test(Vectors(other, 40, 0), Vectors(other, 40, 1.5), 1).PValue, 1e-12);
    }

    [Fact]
    public void Identical_images_are_not_said_to_differ()
    {
        var same = Enumerable.Repeat(new double[] { 1, 2, 3 }, 10).ToArray();

        Assert.Equal(1, ClassDifference.Test(same, same, 1).PValue, 1e-12);
    }

    [Fact]
    public void Every_feature_has_a_name_and_is_a_number()
    {
        var stream = new RandomStream(3);
        foreach (var pixels in new[] { 8, 16, 64 })
        {
            byte[] grey = [.. Enumerable.Range(0, pixels * pixels).Select(_ => (byte)stream.NextInt(256))];
            var features = SliceFeatures.Of(grey, pixels, 2.5);
            Assert.Equal(SliceFeatures.Names(pixels, 2.5).Count, features.Length);
            Assert.All(features, f => Assert.True(double.IsFinite(f), "finite"));
            Assert.All(SliceFeatures.Of(new byte[pixels * pixels], pixels, 2.5), f => Assert.True(double.IsFinite(f), "finite on an even image"));
        }
    }

    private static double[][] Vectors(RandomStream stream, int count, double shift) =>
        [.. Enumerable.Range(0, count).Select(_ => new[] { stream.NextNormal() + shift, stream.NextNormal(), stream.NextNormal() })];
}
