using CsCheck;

namespace Filler.Slices.Tests;

public class SlabTests
{
    [Fact]
    public void Slabs_are_equal_and_keep_their_guard()
    {
        var slabs = Slab.Split(2, 0, 100, guardNm: 5, count: 3, periodic: false);

        Assert.Equal([0.0, 35, 70], slabs.Select(s => s.LowNm));
        Assert.Equal([30.0, 65, 100], slabs.Select(s => s.HighNm));
        Assert.All(slabs, s => Assert.Equal(2, s.Axis));
    }

    [Fact]
    public void In_a_periodic_box_the_last_slab_keeps_its_guard_to_the_first() => Gen.Select(Gen.Double[10, 1000], Gen.Double[0, 3], Gen.Int[1, 4])
        .Sample((box, guard, count) =>
        {
            var slabs = Slab.Split(0, 0, box, guard, count, periodic: true);

            Assert.Equal(box + slabs[0].LowNm, slabs[^1].HighNm + guard, 9);
        });

    [Fact]
    public void Guards_that_leave_nothing_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Slab.Split(0, 0, 10, guardNm: 5, count: 3, periodic: false));

        Assert.Contains("10 nm cannot hold 3 separate parts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_field_fits_and_nothing_larger_does() => Gen.Select(Gen.Double[10, 1000], Gen.Double[0, 5]).Sample((length, thickness) =>
    {
        var field = SliceFrame.LargestField(length, thickness);

        Assert.InRange(new SliceFrame(field * 0.999, 8, thickness).ReachNm, 0, length / 2);
        Assert.True(new SliceFrame(field * 1.001, 8, thickness).ReachNm > length / 2);
    });

    [Theory]
    [InlineData(0, 8, 0)]
    [InlineData(double.NaN, 8, 0)]
    [InlineData(100, 0, 0)]
    [InlineData(100, 5000, 0)]
    [InlineData(100, 8, -1)]
    [InlineData(100, 8, double.PositiveInfinity)]
    public void A_frame_outside_its_range_is_refused(double field, int pixels, double thickness) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SliceFrame(field, pixels, thickness));
}
