using System.Text.Json;
using Filler.Slices;

namespace Filler.Datasets.Tests;

public class ContactSheetTests
{
    private static readonly DatasetManifest Manifest = new()
    {
        FormatVersion = 1,
        Digest = "",
        Software = "",
        Classes = [new DatasetClass("A", []), new DatasetClass("B", [])],
        Pixels = 2,
        PixelSizeNm = 1,
        FieldOfViewNm = 2,
        ThicknessNm = 0,
        Train = Split,
        Validation = Split,
        Evaluation = Split,
        Recipe = JsonSerializer.Deserialize<JsonElement>("{}"),
    };

    // Image i is filled with the byte i.
    private static readonly ImageSet Twenty = new(
        20, 2, [.. Enumerable.Range(0, 80).Select(i => (byte)(i / 4))], [.. Enumerable.Range(0, 20).Select(i => (byte)(i % 2))]);

    private static DatasetSplit Split => new(10, 20, "", "", "", "");

    [Fact]
    public void Each_class_shows_images_of_its_own_spread_over_the_set()
    {
        var sheet = ContactSheet.Pick(Manifest, Twenty, 5);

        Assert.Equal(["A", "B"], sheet.Rows.Select(r => r.ClassName));
        Assert.Equal([0, 4, 8, 12, 16], sheet.Rows[0].Images.Select(i => (int)i[0]));
        Assert.Equal([1, 5, 9, 13, 17], sheet.Rows[1].Images.Select(i => (int)i[3]));
    }

    [Fact]
    public void More_images_than_there_are_shows_them_all() => Assert.Equal(10, ContactSheet.Pick(Manifest, Twenty, 99).Rows[0].Images.Count);

    [Fact]
    public void Images_lie_zoomed_in_rows_with_gaps_on_paper()
    {
        var canvas = ContactSheet.Compose(ContactSheet.Pick(Manifest, Twenty, 2), zoom: 2, gap: 1, left: 3, top: 2, paper: 200);

        Assert.Equal((3 + (2 * 5), 2 + (2 * 5)), (canvas.Width, canvas.Height));
        Assert.Equal([3, 8], canvas.ColumnLefts);
        Assert.Equal([2, 7], canvas.RowTops);
        Assert.Equal(200, canvas.Values[0]);
        Assert.Equal(10, canvas.Values[(2 * canvas.Width) + 8]);
        Assert.Equal(10, canvas.Values[(5 * canvas.Width) + 11]);
        Assert.Equal(200, canvas.Values[(6 * canvas.Width) + 11]);
        Assert.Equal(11, canvas.Values[(10 * canvas.Width) + 11]);
    }
}
