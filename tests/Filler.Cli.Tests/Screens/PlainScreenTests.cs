using Filler.Cli.Screens;
using Microsoft.Extensions.Time.Testing;

namespace Filler.Cli.Tests.Screens;

public class PlainScreenTests
{
    [Fact]
    public void How_things_stand_is_said_every_ten_seconds_and_a_dataset_once()
    {
        var time = new FakeTimeProvider();
        using var output = new StringWriter { NewLine = "\n" };
        var screen = new PlainScreen(output, time);

        for (var second = 0; second <= 20; second++)
        {
            screen.Show(SampleView.Of(TimeSpan.FromSeconds(second)));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            """
            dataset aaaaaaaaaaaa: being made
            10 s: 4/16 trials done; best accuracy 0.9467 (trial 1); images 25 % (3 of 12 structures, 10 of 2250 images); trial 4 epoch 4.5/9 at 0.812; trial 5 waits for images
            20 s: 4/16 trials done; best accuracy 0.9467 (trial 1); images 25 % (3 of 12 structures, 10 of 2250 images); trial 4 epoch 4.5/9 at 0.812; trial 5 waits for images

            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    [Theory]
    [InlineData(8.4, "8 s")]
    [InlineData(59.7, "59 s")]
    [InlineData(200, "3:20 min")]
    [InlineData(7500, "2:05 h")]
    public void Durations_are_in_the_unit_that_suits(double seconds, string text) => Assert.Equal(text, Span.Of(TimeSpan.FromSeconds(seconds)));
}
