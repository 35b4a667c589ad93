using Filler.Slices;

namespace Filler.Datasets;

/// <summary>Sample slices side by side, one row per class.</summary>
public static class ContactSheet
{
    /// <summary>Takes each class's images spread evenly over the set, so that every realisation has a chance to show.</summary>
    /// <param name="perClass">Images per class, ≥ 1; fewer where the set holds fewer.</param>
    public static ContactSheetImages Pick(DatasetManifest manifest, ImageSet images, int perClass)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        var size = images.Pixels * images.Pixels;
        return new ContactSheetImages(images.Pixels, [.. manifest.Classes.Select((c, label) =>
        {
            var own = Enumerable.Range(0, images.Count).Where(i => images.Labels[i] == label).ToArray();
            var shown = Math.Min(perClass, own.Length);
            IReadOnlyList<byte[]> picked = [.. Enumerable.Range(0, shown)
                .Select(i => own[(int)((long)i * own.Length / shown)])
                .Select(i => images.Images.AsSpan(i * size, size).ToArray())];
            return (c.Name, picked);
        })]);
    }

    /// <summary>Lays the images out on one canvas.</summary>
    /// <param name="zoom">Canvas pixels per image pixel, ≥ 1; pixels stay squares, nothing is smoothed.</param>
    /// <param name="gap">Canvas pixels between images.</param>
    /// <param name="left">Canvas pixels left of the first column, for class names.</param>
    /// <param name="top">Canvas pixels above the first row, for a title; the other sides get <paramref name="gap"/>.</param>
    /// <param name="paper">Grey of the empty canvas.</param>
    public static GreyCanvas Compose(ContactSheetImages sheet, int zoom, int gap, int left, int top, byte paper = 255)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentOutOfRangeException.ThrowIfLessThan(zoom, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Math.Min(gap, Math.Min(left, top)));
        var edge = sheet.Pixels * zoom;
        var columns = sheet.Rows.Count == 0 ? 0 : sheet.Rows.Max(r => r.Images.Count);
        int[] lefts = [.. Enumerable.Range(0, columns).Select(c => left + (c * (edge + gap)))];
        int[] tops = [.. Enumerable.Range(0, sheet.Rows.Count).Select(r => top + (r * (edge + gap)))];
        var (width, height) = (left + (columns * (edge + gap)), top + (sheet.Rows.Count * (edge + gap)));
        var values = new byte[width * height];
        Array.Fill(values, paper);
        for (var r = 0; r < tops.Length; r++)
        {
            for (var c = 0; c < sheet.Rows[r].Images.Count; c++) Paste(sheet.Rows[r].Images[c], sheet.Pixels, zoom, values, width, lefts[c], tops[r]);
        }

        return new GreyCanvas(width, height, values, tops, lefts, edge);
    }

    private static void Paste(byte[] image, int pixels, int zoom, byte[] canvas, int width, int left, int top)
    {
        for (var y = 0; y < pixels * zoom; y++)
        {
            var target = canvas.AsSpan(((top + y) * width) + left, pixels * zoom);
            var source = image.AsSpan(y / zoom * pixels, pixels);
            for (var x = 0; x < target.Length; x++) target[x] = source[x / zoom];
        }
    }
}
