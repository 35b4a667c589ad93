using Filler.Cli.Reports;

namespace Filler.Cli.Tests.Reports;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0.9417, "94.2")]
    [InlineData(1, "100")]
    [InlineData(0.99996, "99.9")]
    [InlineData(0, "0")]
    public void Shares_are_written_in_per_cent_and_only_all_is_100(double share, string expected) => Assert.Equal(expected, Figures.Percent(share));

    [Theory]
    [InlineData(1.23, "1.2 s")]
    [InlineData(42.4, "42 s")]
    [InlineData(200, "3 min 20 s")]
    [InlineData(18_720, "5 h 12 min")]
    public void Durations_have_two_units(double seconds, string expected) => Assert.Equal(expected, Figures.Duration(seconds));

    [Theory]
    [InlineData(0.00056392, "5.639e-4")]
    [InlineData(0.31799, "0.318")]
    [InlineData(12345, "12,345")]
    [InlineData(64, "64")]
    [InlineData(0, "0")]
    public void Numbers_keep_four_digits(double value, string expected) => Assert.Equal(expected, Figures.Short(value));

    [Theory]
    [InlineData(812, "812")]
    [InlineData(136_000, "136 k")]
    [InlineData(8_400_000, "8.4 M")]
    [InlineData(2.5e9, "2.5 G")]
    public void Large_counts_are_shortened(double value, string expected) => Assert.Equal(expected, Figures.Magnitude(value));
}
