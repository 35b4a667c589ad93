using Filler.Cli.Pictures;
using Filler.Cli.Tests.Reports;
using SkiaSharp;

namespace Filler.Cli.Tests.Pictures;

public sealed class ContactSheetPictureTests
{
    [Fact]
    public void A_row_of_slices_stands_for_each_class_with_clean_margins()
    {
        var dataset = SampleDataset.Of(["M-SBR", "n-SBR", "Rnd"]);
        var tile = ContactSheetPicture.TileEdge(dataset.Pixels);

        using var picture = PictureFile.Decode(ContactSheetPicture.Draw(dataset), "sheet.png");

        Assert.Equal((8 * tile) + (7 * 10) + 96, picture.Width);
        Assert.True(picture.Height > 3 * tile);
        Assert.All(Border(picture), colour => Assert.Equal(SKColors.White, colour));
    }

    [Fact]
    public void A_slices_pixels_arrive_on_the_sheet_unchanged()
    {
        var dataset = SampleDataset.Of(["A", "B"]);
        var factor = ContactSheetPicture.TileEdge(dataset.Pixels) / dataset.Pixels;

        using var picture = PictureFile.Decode(ContactSheetPicture.Draw(dataset), "sheet-two.png");

        for (var row = 0; row < dataset.Pixels; row++)
        {
            for (var column = 0; column < dataset.Pixels; column++)
            {
                var seen = picture.GetPixel(48 + (column * factor) + 1, 48 + 40 + (row * factor) + 1);
                Assert.Equal(dataset.Classes[0].Slices[0][(row * dataset.Pixels) + column], seen.Red);
            }
        }
    }

    [Fact]
    public void Without_any_font_the_sheet_has_slices_and_a_bar_but_no_words()
    {
        var dataset = SampleDataset.Of(["A", "B"]);

        using var worded = PictureFile.Decode(ContactSheetPicture.Draw(dataset), "sheet-words.png");
        using var bare = PictureFile.Decode(ContactSheetPicture.Draw(dataset, typeface: null), "sheet-bare.png");

        Assert.Equal(worded.Info.Size, bare.Info.Size);
        Assert.True(Dark(worded) > Dark(bare), "words add ink");
        Assert.True(Dark(bare) > 0, "the bar stays");
    }

    [Theory]
    [InlineData(500, 100)]
    [InlineData(250, 50)]
    [InlineData(1000, 200)]
    [InlineData(600, 200)]
    [InlineData(1.5, 0.5)]
    public void A_scale_bar_is_a_round_length_of_at_most_a_third_of_the_field(double field, double expected) =>
        Assert.Equal(expected, ScaleBar.LengthNm(field), 9);

    [Fact]
    public void An_image_of_the_wrong_size_is_refused() =>
        Assert.Contains("10 bytes", Assert.Throws<ArgumentException>(() => GreyPng.Encode(new byte[10], 4)).Message, StringComparison.Ordinal);

    // Ink below the last row of slices, where only the foot is.
    private static int Dark(SKBitmap picture) =>
        Enumerable.Range(picture.Height - 100, 100).Sum(y => Enumerable.Range(0, picture.Width).Count(x => picture.GetPixel(x, y).Red < 128));

    private static IEnumerable<SKColor> Border(SKBitmap picture) =>
        Enumerable.Range(0, picture.Width).SelectMany(x => new[] { picture.GetPixel(x, 20), picture.GetPixel(x, picture.Height - 10) })
            .Concat(Enumerable.Range(0, picture.Height).SelectMany(y => new[] { picture.GetPixel(20, y), picture.GetPixel(picture.Width - 20, y) }));
}
