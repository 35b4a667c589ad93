using Filler.Api;
using Filler.Cli.Reports;
using Filler.Cli.Screens;
using Spectre.Console.Testing;

namespace Filler.Cli.Tests.Reports;

public sealed class SuperResolutionReportTests
{
    private static readonly SuperResolutionResult Restored = new(
        4, 120, new ImageQuality(24.41, 24.14, 24.69, 0.893, 0.888, 0.898), new ImageQuality(19.27, 19.06, 19.49, 0.768, 0.764, 0.771),
        new ImageQuality(19.66, 19.44, 19.88, 0.784, 0.781, 0.787), 4.75, 4.59, 4.93, [new StructureQuality("stack", 120, 24.41, 0.893, 19.66, 0.784)], "samples.npy");

    [Fact]
    public void The_headline_gives_the_gain_over_interpolation()
    {
        var report = ReportComposer.Compose(Content(Restored));

        Assert.Equal(
            "C2F2 restores 4 pixels from one with PSNR 24.41 dB and SSIM 0.893 on 120 unseen slices, 4.75 dB above cubic interpolation (95 % interval 4.59–4.93).", report.Headline);
        Assert.StartsWith("Cubic interpolation reaches 19.66 dB and 0.784: the network's error is 57.9 % of its.", report.Lead, StringComparison.Ordinal);
    }

    [Fact]
    public void No_sure_gain_is_no_restoration()
    {
        var report = ReportComposer.Compose(Content(Restored with { GainDb = 0.1, GainLow = -0.2 }));

        Assert.StartsWith("No network restored more than cubic interpolation does", report.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reader_is_told_that_restored_detail_was_not_measured()
    {
        var run = Content(Restored);
        var field = run.Study.Spec.Dataset.Slices;

        var caveats = ReportComposer.Compose(run).Trust.Caveats;

        Assert.Contains(caveats, c => c.Contains($"finer than {Figures.Short(8 * field.FieldOfViewNm / field.Pixels)} nm along the coarse axis was not measured", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_shows_four_images_of_each_slice_side_by_side()
    {
        byte[] Flat(int grey) => [.. Enumerable.Repeat((byte)grey, 256)];
        var sample = new RestoredSample(16, 64, [[Flat(1), Flat(2), Flat(3), Flat(4)], [Flat(5), Flat(6), Flat(7), Flat(8)]]);

        var page = ReportPage.Render(Content(Restored) with { Restored = sample });

        foreach (var alt in new[] { "Coarse, slice 1", "Cubic interpolation, slice 1", "Network, slice 2", "Truth, slice 2" }) Assert.Contains($"alt=\"{alt}\"", page);
        Assert.Contains("4 fine pixels of 4", page);
        Assert.DoesNotContain("Told right, by class", page);
    }

    [Fact]
    public void The_terminal_lists_the_methods()
    {
        var console = new TestConsole().Width(120);

        console.Write(RestorationTable.Of(Restored));

        Assert.Contains("cubic interpolation", console.Output);
        Assert.Contains("24.14–24.69", console.Output);
    }

    private static RunContent Content(SuperResolutionResult restored)
    {
        var run = SampleRun.Content();
        var best = run.Study.Status!.Best! with { SuperResolution = restored, PerClass = [], ConfusionMatrix = [], EvaluationAccuracy = 0 };
        return run with { Study = run.Study with { Status = run.Study.Status with { Best = best } } };
    }
}
