using Filler.Structures;

namespace Filler.Slices.Tests;

public class VolumeSlicerTests
{
    [Fact]
    public void Trilinear_slices_of_a_linear_field_are_exact_on_anisotropic_voxels()
    {
        var sut = new VolumeSlicer(Ramp(), new SliceFrame(20, 24));
        var stream = new RandomStream(2);
        for (var i = 0; i < 20; i++)
        {
            var plane = sut.DrawPlane(stream);
            var grey = sut.Cut(plane);
            for (var p = 0; p < grey.Length; p++)
            {
                var u = ((p % 24) + 0.5 - 12) * 20 / 24;
                var v = ((p / 24) + 0.5 - 12) * 20 / 24;
                Assert.Equal(Shown(plane.Centre + (u * plane.U) + (v * plane.V)), grey[p], 1e-4);
            }
        }
    }

    [Fact]
    public void A_thick_section_of_a_linear_field_shows_its_middle()
    {
        var sut = new VolumeSlicer(Ramp(), new SliceFrame(16, 8, thicknessNm: 9));
        var plane = sut.DrawPlane(new RandomStream(4));

        Assert.Equal(Shown(plane.Centre), sut.Cut(plane).Average(), 1e-4);
    }

    [Fact]
    public void A_pixel_larger_than_a_voxel_shows_a_mean_and_no_aliases()
    {
        // Alternating voxels: point samples would be black or white, the mean of many is grey.
        var values = new float[40 * 40 * 40];
        for (var i = 0; i < values.Length; i++) values[i] = (i + (i / 40) + (i / 1600)) % 2;
        var sut = new VolumeSlicer(new GreyVolume(new VoxelVolume(40, 40, 40, (1, 1, 1), values)), new SliceFrame(24, 4));
        var stream = new RandomStream(3);

        for (var i = 0; i < 20; i++) Assert.All(sut.Cut(sut.DrawPlane(stream)), g => Assert.InRange(g, 0.35f, 0.65f));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_part_shows_nothing_of_its_neighbours(int seen)
    {
        // Each part has a grey value of its own; the guards between them another.
        var slabs = Slab.Split(2, 0.5, 59.5, guardNm: 2, count: 3, periodic: false);
        var values = new float[20 * 20 * 60];
        for (var i = 0; i < values.Length; i++)
        {
            var z = (i / 400) + 0.5;
            values[i] = Array.FindIndex(slabs, s => z >= s.LowNm - 1 && z <= s.HighNm + 1);
        }

        var sut = new VolumeSlicer(new GreyVolume(new VoxelVolume(20, 20, 60, (1, 1, 1), values)), new SliceFrame(12, 16, 2), slabs[seen]);
        var stream = new RandomStream(5);

        for (var i = 0; i < 100; i++) Assert.All(sut.Cut(sut.DrawPlane(stream)), g => Assert.Equal(seen / 2f, g, 1e-5));
    }

    [Fact]
    public void One_hot_voxel_does_not_set_the_scale()
    {
        var values = Enumerable.Range(0, 8000).Select(i => (float)(i % 100)).ToArray();
        values[17] = 1e9f;

        var volume = new GreyVolume(new VoxelVolume(20, 20, 20, (1, 1, 1), values));

        Assert.InRange(volume.Black, 0, 1);
        Assert.InRange(volume.White, 98, 99);
    }

    [Fact]
    public void The_longest_axis_is_measured_in_nm() =>
        Assert.Equal(2, new GreyVolume(new VoxelVolume(5, 4, 3, (1, 1, 4), [.. Enumerable.Range(0, 60).Select(i => (float)i)])).LongestAxis);

    [Fact]
    public void Three_parts_of_a_map_of_twenty_voxels_hold_a_small_field()
    {
        var values = Enumerable.Range(0, 8000).Select(i => (float)(i % 37)).ToArray();
        var volume = new GreyVolume(new VoxelVolume(20, 20, 20, (1.14, 1.14, 1.14), values));
        var (low, high) = volume.Extent(0);

        foreach (var part in Slab.Split(0, low, high, 2 * 1.14, 3, periodic: false))
        {
            var sut = new VolumeSlicer(volume, new SliceFrame(4, 16), part);
            Assert.True(sut.Cut(sut.DrawPlane(new RandomStream(1))).Distinct().Count() > 10);
        }
    }

    [Fact]
    public void A_field_that_cannot_fit_names_the_largest_that_does()
    {
        var error = Assert.Throws<FieldOfViewException>(() => new VolumeSlicer(Ramp(), new SliceFrame(500, 32)));

        Assert.Contains("field of 500 nm", error.Message, StringComparison.Ordinal);
        Assert.Contains("at most 27.58 nm", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Volumes_without_contrast_numbers_or_voxels_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new GreyVolume(new VoxelVolume(2, 2, 2, (1, 1, 1), new float[8])));
        Assert.Throws<ArgumentException>(() => new GreyVolume(new VoxelVolume(2, 2, 2, (1, 1, 1), [0, 1, 2, 3, 4, 5, 6, float.NaN])));
        Assert.Throws<ArgumentException>(() => new GreyVolume(new VoxelVolume(1, 2, 2, (1, 1, 1), [0, 1, 2, 3])));
        Assert.Throws<ArgumentException>(() => new GreyVolume(new VoxelVolume(2, 2, 2, (1, 1, 1), [0, 1, 2, 3])));
        Assert.Throws<ArgumentException>(() => new GreyVolume(new VoxelVolume(2, 2, 2, (1, 0, 1), [0, 1, 2, 3, 4, 5, 6, 7])));
    }

    // 0.01 x + 0.02 y + 0.005 z at the voxels' centres: 40 × 25 × 9 voxels of 1 × 2 × 5 nm.
    private static GreyVolume Ramp()
    {
        var values = new float[40 * 25 * 9];
        for (var i = 0; i < values.Length; i++)
            values[i] = Field(new Vector3d((i % 40) + 0.5, 2 * ((i / 40 % 25) + 0.5), 5 * ((i / 1000) + 0.5)));
        return new GreyVolume(new VoxelVolume(40, 25, 9, (1, 2, 5), values));
    }

    private static float Field(Vector3d at) => (float)((0.01 * at.X) + (0.02 * at.Y) + (0.005 * at.Z));

    private static double Shown(Vector3d at)
    {
        var ramp = Ramp();
        return Math.Clamp((Field(at) - ramp.Black) / (double)(ramp.White - ramp.Black), 0, 1);
    }
}
