namespace Filler.Studies.Tests.Results;

public class LearningCurveTests
{
    [Theory]
    [InlineData(0.98, 3.0, 0.5)]
    [InlineData(0.9, 1.2, 0.3)]
    [InlineData(1.0, 5.0, 0.8)]
    public void Counts_that_follow_a_law_give_it_back_within_the_band(double limit, double scale, double exponent)
    {
        var law = new PowerLaw(limit, scale, exponent);

        var curve = LearningCurve.Through(Along(law, 1_000_000, 100, 300, 1000, 3000, 10_000))!;

        foreach (var images in new[] { 100, 500, 10_000, 40_000 })
        {
            var (low, high) = curve.Band(images);
            Assert.InRange(law.At(images), low - 1e-4, high + 1e-4);
            Assert.Equal(law.At(images), curve.Law.At(images), 0.005);
        }
    }

    [Fact]
    public void The_answer_is_where_the_lower_end_of_the_band_meets_the_goal()
    {
        var curve = LearningCurve.Through(Along(new PowerLaw(0.99, 2, 0.5), 3000, 100, 400, 1600, 6400))!;

        var enough = curve.Enough(0.95);

        Assert.Equal(EnoughKind.Measured, enough.Kind);
        Assert.True(curve.Band(enough.Images!.Value).Low >= 0.95 && curve.Band(enough.Images.Value - 1).Low < 0.95);
        // The law itself is there at (2 / 0.04)² = 2,500 already: the answer is on the safe side.
        Assert.InRange(enough.Images.Value, 2500, 6400);
    }

    [Fact]
    public void More_evaluation_images_narrow_the_band_and_never_ask_for_more_training_images()
    {
        var law = new PowerLaw(0.99, 2, 0.5);
        var (few, many) = (LearningCurve.Through(Along(law, 600, 100, 400, 1600))!, LearningCurve.Through(Along(law, 60_000, 100, 400, 1600))!);

        Assert.True(many.Band(800).High - many.Band(800).Low < few.Band(800).High - few.Band(800).Low);
        Assert.True(many.Enough(0.9).Images < few.Enough(0.9).Images);
    }

    [Fact]
    public void A_goal_above_the_limit_is_never_reached()
    {
        var curve = LearningCurve.Through(Along(new PowerLaw(0.8, 2, 0.7), 3000, 100, 400, 1600, 6400))!;

        Assert.Equal(new EnoughImages(EnoughKind.Never, null), curve.Enough(0.95));
    }

    [Fact]
    public void A_goal_that_the_fewest_images_reach_needs_no_more() =>
        Assert.Equal(new EnoughImages(EnoughKind.Measured, 100), LearningCurve.Through(Along(new PowerLaw(0.99, 0.5, 0.5), 3000, 100, 400, 1600))!.Enough(0.9));

    [Fact]
    public void Points_that_no_law_meets_widen_the_band()
    {
        LearningPoint[] smooth = [new(500, [900], 1000), new(2000, [940], 1000), new(8000, [950], 1000), new(32_000, [955], 1000)];
        LearningPoint[] uneven = [new(500, [900], 1000), new(2000, [840], 1000), new(8000, [990], 1000), new(32_000, [890], 1000)];

        var (even, rough) = (LearningCurve.Through(smooth)!.Band(8000), LearningCurve.Through(uneven)!.Band(8000));

        Assert.True(rough.High - rough.Low > even.High - even.Low);
    }

    [Fact]
    public void Repeats_that_differ_widen_the_band_and_repeats_that_agree_do_not_narrow_it()
    {
        double Width(params int[] counts)
        {
            var (low, high) = LearningCurve.Through([.. new[] { 500, 2000, 8000 }.Select(n => new LearningPoint(n, counts, 1000))])!.Band(2000);
            return high - low;
        }

        Assert.True(Width(850, 950) > Width(900, 900));
        Assert.Equal(Width(900), Width(900, 900), 1e-12);
    }

    [Fact]
    public void Two_numbers_of_images_give_no_curve_and_the_same_number_twice_is_refused()
    {
        Assert.Null(LearningCurve.Through([new(500, [900], 1000), new(2000, [940], 1000)]));
        Assert.Throws<ArgumentException>(() => LearningCurve.Through([new(500, [900], 1000), new(500, [940], 1000), new(800, [940], 1000)]));
    }

    [Fact]
    public void The_band_rises_with_the_images_and_the_same_points_give_the_same_band()
    {
        var points = Along(new PowerLaw(0.97, 2, 0.4), 500, 60, 240, 960);
        var curve = LearningCurve.Through(points)!;
        double[] images = [60, 100, 500, 2000, 1e5, double.PositiveInfinity];

        Assert.Equal(images.Select(n => curve.Band(n).Low).Order(), images.Select(n => curve.Band(n).Low));
        Assert.Equal(images.Select(n => LearningCurve.Through(points.Reverse())!.Band(n)), images.Select(n => curve.Band(n)));
    }

    private static LearningPoint[] Along(PowerLaw law, int total, params int[] images) =>
        [.. images.Select(n => new LearningPoint(n, [(int)Math.Round(law.At(n) * total)], total))];
}
