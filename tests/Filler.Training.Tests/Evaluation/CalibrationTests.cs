namespace Filler.Training.Tests;

public class CalibrationTests
{
    [Fact]
    public void The_error_is_the_mean_distance_of_confidence_and_success()
    {
        var sut = new Calibration();
        for (var i = 0; i < 10; i++) sut.Add(0.95, i < 7);
        for (var i = 0; i < 30; i++) sut.Add(0.61, i < 15);

        Assert.Equal((0.25 * 0.25) + (0.75 * 0.11), sut.ExpectedError, 12);
        Assert.Equal([(30, 15), (10, 7)], sut.Filled().Select(b => (b.Count, b.Correct)));
        Assert.Equal(0.61, sut.Filled()[0].Confidence, 12);
    }

    [Fact]
    public void The_ends_of_the_scale_have_a_bin()
    {
        var sut = new Calibration();
        foreach (var confidence in new[] { 0, 1.0, 1.0000001 }) sut.Add(confidence, true);

        Assert.Equal([1, 2], sut.Filled().Select(b => b.Count));
        Assert.Equal(0, new Calibration().ExpectedError);
    }
}
