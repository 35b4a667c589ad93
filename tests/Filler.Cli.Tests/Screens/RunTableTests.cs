using Filler.Cli.Screens;
using Spectre.Console.Testing;

namespace Filler.Cli.Tests.Screens;

public class RunTableTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_table_fits_its_terminal_and_says_everything(int width)
    {
        using var console = new TestConsole().Width(width);

        console.Write(RunTable.Of(SampleView.Of(TimeSpan.FromSeconds(200)), ["trial 3 pruned after epoch 3"], width));

        Assert.All(console.Lines, l => Assert.InRange(l.Length, 0, width));
        foreach (var part in new[]
                 {
                     "quickstart  4/16 trials done  3:20 min", "accuracy 0.9467", "trial 1", "25 %", "3 of 12 structures",
                     "━━━━", "4/9", "0.812", "≤ 11 s", "waits for images", "[bracketed]", "trial 3 pruned after epoch 3",
                 })
            Assert.Contains(part, console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_narrow_terminal_keeps_the_figures_whole_and_leaves_the_parameters_out()
    {
        using var console = new TestConsole().Width(48);

        console.Write(RunTable.Of(SampleView.Of(TimeSpan.FromSeconds(200)), [], 48));

        Assert.All(console.Lines, l => Assert.InRange(l.Length, 0, 48));
        foreach (var part in new[] { "trial", "━━━━", "4/9", "0.812", "≤ 11 s" }) Assert.Contains(part, console.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("parameters", console.Output, StringComparison.Ordinal);
    }
}
