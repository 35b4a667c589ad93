using Filler.Cli.Pictures;
using Filler.Cli.Tests.Reports;
using SkiaSharp;

namespace Filler.Cli.Tests.Pictures;

public sealed class PlotTests
{
    private static readonly SKColor Blue = new(0x0a, 0x66, 0x99);
    private static readonly SKColor Orange = new(0xc7, 0x50, 0x00);

    [Fact]
    public void A_scattering_plot_shows_points_above_residuals_and_the_fitted_line()
    {
        using var picture = PictureFile.Decode(ScatteringPlot.Draw(SampleScattering.Curve()), "scattering.png");

        Assert.Equal((1400, 1150), (picture.Width, picture.Height));
        Assert.True(Count(picture, Blue, 0, 900) > 500, "measured points");
        Assert.True(Count(picture, Orange, 0, 900) > 500, "fitted line");
        Assert.True(Count(picture, Blue, 900, 1150) > 200, "residuals");
        Assert.Equal(0, Count(picture, Orange, 900, 1150));
    }

    [Fact]
    public void A_point_below_zero_is_left_out_of_logarithmic_axes()
    {
        var curve = SampleScattering.Curve() with { Measured = [-1, .. SampleScattering.Curve().Measured.Skip(1)] };

        using var picture = PictureFile.Decode(ScatteringPlot.Draw(curve), "scattering-negative.png");

        Assert.True(Count(picture, Blue, 0, 900) > 500);
    }

    [Fact]
    public void A_pair_correlation_is_drawn_from_contact_to_its_end()
    {
        double[] distance = [.. Enumerable.Range(0, 100).Select(i => i + 0.5)];
        double[] value = [.. distance.Select(r => r < 20 ? 0 : 1 + (3 * Math.Exp(-(r - 20) / 6) * Math.Cos((r - 20) / 3)))];

        using var picture = PictureFile.Decode(PairCorrelationPlot.Draw("M-SBR", distance, value), "pairs.png");

        Assert.Equal((1400, 900), (picture.Width, picture.Height));
        Assert.True(Count(picture, Blue, 0, 900) > 1000);
    }

    [Fact]
    public void A_structure_factor_is_drawn_on_logarithmic_axes()
    {
        double[] q = [.. Enumerable.Range(0, 60).Select(i => 0.01 * Math.Pow(100, i / 59.0))];
        double[] value = [.. q.Select(x => 1 + (20 * Math.Exp(-x * 60)) - (0.5 * Math.Exp(-Math.Pow((x - 0.15) / 0.08, 2))))];

        using var picture = PictureFile.Decode(StructureFactorPlot.Draw("M-SBR", q, value, [.. Enumerable.Range(0, 60).Select(i => 6 + (i * 3))]), "factor.png");

        Assert.Equal((1400, 900), (picture.Width, picture.Height));
        Assert.True(Count(picture, Blue, 0, 900) > 1000);
    }

    [Theory]
    [InlineData(-3, "10⁻³")]
    [InlineData(0, "10⁰")]
    [InlineData(12, "10¹²")]
    public void Powers_of_ten_name_the_ticks(double exponent, string expected) => Assert.Equal(expected, LogAxis.Power(exponent));

    private static int Count(SKBitmap picture, SKColor colour, int top, int bottom)
    {
        var count = 0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                if (picture.GetPixel(x, y) == colour) count++;
            }
        }

        return count;
    }
}
