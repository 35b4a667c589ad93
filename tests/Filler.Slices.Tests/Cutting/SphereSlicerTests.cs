using Filler.Structures;

namespace Filler.Slices.Tests;

public class SphereSlicerTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(6, 8)]
    [InlineData(9.999, 0.14141)]
    public void A_plane_at_distance_d_cuts_a_disc_of_radius_root_R2_minus_d2(double distance, double discRadius)
    {
        var sut = new SphereSlicer(new SliceIndex(Spheres.Of(100, (50, 50, 50, 10))), new SliceFrame(40, 40));

        var grey = sut.Cut(Spheres.Level(50, 50, 50 + distance));

        Assert.Equal(Math.PI * discRadius * discRadius, grey.Sum(g => (double)g), 3);
    }

    [Theory]
    [InlineData(10.0)]
    [InlineData(1.0)]
    [InlineData(0.4)]
    [InlineData(0.05)]
    public void Coverage_is_the_exact_area_also_of_discs_smaller_than_a_pixel(double radius)
    {
        var stream = new RandomStream(3);
        for (var i = 0; i < 50; i++)
        {
            var (x, y) = (50 + stream.NextDouble(), 50 + stream.NextDouble());
            var sut = new SphereSlicer(new SliceIndex(Spheres.Of(100, (x, y, 50, radius))), new SliceFrame(32, 32));

            Assert.Equal(Math.PI * radius * radius, sut.Cut(Spheres.Level(50.5, 50.5, 50)).Sum(g => (double)g), 4);
        }
    }

    // The reference loops over all spheres and all periodic images and samples every pixel on up to 16 × 16 points.
    [Theory]
    [InlineData(0, 16, 0.04)]
    [InlineData(5, 5, 0.05)]
    [InlineData(60, 5, 0.04)]
    public void Slices_agree_with_a_supersampled_reference(double thickness, int samples, double tolerance)
    {
        var structure = Spheres.Shaken(perEdge: 5, spacingNm: 24, radiusNm: 10, seed: 1);
        var frame = new SliceFrame(90, 24, thickness);
        var sut = new SphereSlicer(new SliceIndex(structure), frame);
        var stream = new RandomStream(8);
        for (var i = 0; i < 3; i++)
        {
            var plane = sut.DrawPlane(stream);
            var grey = sut.Cut(plane);
            var reference = Reference.Cut(structure, frame, plane, samples);

            for (var p = 0; p < grey.Length; p++) Assert.InRange(grey[p], reference[p] - tolerance, reference[p] + tolerance);
            Assert.Equal(reference.Average(), grey.Average(), 0.003);
        }
    }

    [Fact]
    public void A_sphere_is_seen_across_the_periodic_boundary()
    {
        var sut = new SphereSlicer(new SliceIndex(Spheres.Of(100, (1, 99, 0.5, 10))), new SliceFrame(60, 60));

        var grey = sut.Cut(Spheres.Level(99, 1, 99.5));

        Assert.Equal(Math.PI * (100 - 1), grey.Sum(g => (double)g), 3);
    }

    [Fact]
    public void Spheres_that_overlap_saturate()
    {
        var sut = new SphereSlicer(new SliceIndex(Spheres.Of(100, (50, 50, 50, 20), (50, 50, 50, 20), (55, 50, 50, 20))), new SliceFrame(60, 30, 4));

        var grey = sut.Cut(Spheres.Level(50, 50, 50));

        Assert.All(grey, g => Assert.InRange(g, 0f, 1f));
        Assert.Equal(1f, grey[(15 * 30) + 15]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void A_section_shows_the_share_of_its_volume_that_is_filler(double thickness)
    {
        var sut = new SphereSlicer(new SliceIndex(Spheres.Of(100, (50, 50, 50, 10))), new SliceFrame(40, 40, thickness));

        var mass = sut.Cut(Spheres.Level(50, 50, 50)).Sum(g => (double)g) * thickness;

        var half = Math.Min(10, thickness / 2);
        Assert.Equal(2 * Math.PI * ((100 * half) - (half * half * half / 3)), mass, 0.01);
    }

    [Fact]
    public void A_very_thin_section_is_the_plane()
    {
        var index = new SliceIndex(Spheres.Shaken(4, 25, 10, seed: 4));
        var plane = SlicePlane.Draw(new RandomStream(1), default, new Vector3d(100, 100, 100));

        var thin = new SphereSlicer(index, new SliceFrame(80, 32, 1e-6)).Cut(plane);
        var flat = new SphereSlicer(index, new SliceFrame(80, 32)).Cut(plane);

        for (var p = 0; p < flat.Length; p++) Assert.Equal(flat[p], thin[p], 1e-4);
    }

    // Delesse 1847: the mean area fraction of random sections is the volume fraction. The bound is four standard errors of the images' mean.
    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public void The_area_fraction_of_slices_is_the_volume_fraction(double thickness)
    {
        var structure = Spheres.Shaken(perEdge: 12, spacingNm: 25, radiusNm: 10, seed: 2);
        var sut = new SphereSlicer(new SliceIndex(structure), new SliceFrame(150, 32, thickness));
        var stream = new RandomStream(17);

        var fractions = Enumerable.Range(0, 400).Select(_ => (double)sut.Cut(sut.DrawPlane(stream)).Average()).ToArray();

        var mean = fractions.Average();
        var error = Math.Sqrt(fractions.Average(f => (f - mean) * (f - mean)) / fractions.Length);
        Assert.InRange(mean, structure.VolumeFraction - (4 * error), structure.VolumeFraction + (4 * error));
        Assert.True(error < 0.02 * structure.VolumeFraction);
    }

    [Fact]
    public void An_empty_box_is_black() =>
        Assert.All(new SphereSlicer(new SliceIndex(Spheres.Of(100)), new SliceFrame(50, 16)).Cut(Spheres.Level(10, 20, 30)), g => Assert.Equal(0f, g));

    [Fact]
    public void A_field_larger_than_the_box_is_refused_with_both_values_and_the_fix()
    {
        var index = new SliceIndex(Spheres.Of(100, (50, 50, 50, 10)));

        var error = Assert.Throws<FieldOfViewException>(() => new SphereSlicer(index, new SliceFrame(250, 32)));

        Assert.Contains("250 nm", error.Message, StringComparison.Ordinal);
        Assert.Contains("periodic box of 100 nm", error.Message, StringComparison.Ordinal);
        Assert.Contains("use a field of at most 100 nm", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slab_shows_nothing_of_the_spheres_outside_it()
    {
        // Spheres fill the half of the box that the slab leaves out.
        var spheres = Spheres.Shaken(8, 25, 10, seed: 6);
        var kept = Enumerable.Range(0, spheres.Count).Where(i => spheres.X[i] is > 110 and < 190).ToArray();
        var structure = new ParticleStructure(
            200, [.. kept.Select(i => spheres.X[i])], [.. kept.Select(i => spheres.Y[i])], [.. kept.Select(i => spheres.Z[i])], [.. kept.Select(i => 10.0)]);
        var sut = new SphereSlicer(new SliceIndex(structure), new SliceFrame(60, 16, 5), new Slab(0, 0, 100));
        var stream = new RandomStream(9);

        for (var i = 0; i < 200; i++) Assert.All(sut.Cut(sut.DrawPlane(stream)), g => Assert.Equal(0f, g));
    }

    [Fact]
    public void A_slab_too_thin_for_the_field_names_the_largest_field_that_fits()
    {
        var index = new SliceIndex(Spheres.Of(100, (50, 50, 50, 10)));

        var error = Assert.Throws<FieldOfViewException>(() => new SphereSlicer(index, new SliceFrame(60, 32), new Slab(1, 0, 50)));

        Assert.Contains("at most 35.36 nm", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_particles_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new SliceIndex(Spheres.Of(0)));
        Assert.Throws<ArgumentException>(() => new SliceIndex(Spheres.Of(10, (1, 1, 1, 0))));
        Assert.Throws<ArgumentException>(() => new SliceIndex(Spheres.Of(10, (double.NaN, 1, 1, 1))));
        Assert.Throws<ArgumentException>(() => new SliceIndex(new ParticleStructure(10, [1], [1, 2], [1], [1])));
    }
}
