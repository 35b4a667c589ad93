using Filler.Structures;

namespace Filler.Slices.Tests;

public class VolumeSamplingTests
{
    [Fact]
    public void Cubic_sampling_keeps_parabolas_that_linear_sampling_cuts()
    {
        var values = new float[20 * 20 * 20];
        for (var i = 0; i < values.Length; i++) values[i] = (i % 20) * (i % 20);
        using var volume = new VoxelVolume(20, 20, 20, (1, 1, 1), values);
        var cubic = new float[8];
        var linear = new float[8];

        LineSampler.For(volume, Interpolation.Cubic).Add(new Vector3d(5.5, 7.3, 9.1), new Vector3d(1, 0, 0), cubic);
        LineSampler.For(volume, Interpolation.Linear).Add(new Vector3d(5.5, 7.3, 9.1), new Vector3d(1, 0, 0), linear);

        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(Math.Pow(5.5 + i, 2), cubic[i], 1e-3);
            Assert.Equal(Math.Pow(5.5 + i, 2) + 0.25, linear[i], 1e-3);
        }
    }

    [Theory]
    [InlineData(Interpolation.Linear)]
    [InlineData(Interpolation.Cubic)]
    public void Voxels_themselves_are_met_exactly_and_points_outside_take_the_nearest(Interpolation interpolation)
    {
        using var volume = new VoxelVolume(4, 4, 4, (1, 1, 1), [.. Enumerable.Range(0, 64).Select(i => (float)(i * 7 % 13))]);
        var line = new float[6];

        LineSampler.For(volume, interpolation).Add(new Vector3d(-1, 2, 3), new Vector3d(1, 0, 0), line);

        Assert.Equal([volume[0, 2, 3], volume[0, 2, 3], volume[1, 2, 3], volume[2, 2, 3], volume[3, 2, 3], volume[3, 2, 3]], line);
    }

    [Theory]
    [InlineData(PlaneOrientation.Xy, 2)]
    [InlineData(PlaneOrientation.Xz, 1)]
    [InlineData(PlaneOrientation.Yz, 0)]
    public void Fixed_planes_face_their_axis_and_need_room_for_no_turn(PlaneOrientation orientation, int axis)
    {
        using var volume = new VoxelVolume(12, 12, 12, (1, 1, 1), [.. Enumerable.Range(0, 1728).Select(i => (float)(i % 101))]);
        var sut = new VolumeSlicer(new GreyVolume(volume), new SliceFrame(11, 11, 0, orientation));

        for (ulong i = 0; i < 20; i++)
        {
            var plane = sut.DrawPlane(new RandomStream(i));
            Assert.Equal(1, Math.Abs(plane.Normal[axis]), 1e-12);
            Assert.InRange(plane.Centre[axis], 0.5, 11.5);
        }

        Assert.Throws<FieldOfViewException>(() => new VolumeSlicer(new GreyVolume(volume), new SliceFrame(11, 11)));
        Assert.Contains("at most 11 nm", Assert.Throws<FieldOfViewException>(() => new VolumeSlicer(new GreyVolume(volume), new SliceFrame(11.5, 11, 0, orientation))).Message, StringComparison.Ordinal);
    }
}
