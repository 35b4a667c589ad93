using Filler.Cli.Reports;
using SkiaSharp;

namespace Filler.Cli.Pictures;

/// <summary>Sample slices of every class as one picture: a row a class, with a scale bar and the field of view.</summary>
internal static class ContactSheetPicture
{
    private const int Margin = 48;
    private const int Gap = 10;
    private const int LabelHeight = 40;
    private const int RowGap = 22;
    private const int FootHeight = 40;
    private static readonly SKColor Ink = new(0x1d, 0x24, 0x29);
    private static readonly SKColor Soft = new(0x59, 0x65, 0x6e);

    /// <summary>The sheet as PNG. Slices are enlarged by whole numbers, so that a pixel stays a pixel.</summary>
    public static byte[] Draw(DatasetSample dataset)
    {
        using var typeface = Typeface.First(SKFontManager.Default);
        return Draw(dataset, typeface);
    }

    /// <param name="typeface">Null: the sheet has no words.</param>
    internal static byte[] Draw(DatasetSample dataset, SKTypeface? typeface)
    {
        var tile = TileEdge(dataset.Pixels);
        var columns = dataset.Classes.Max(c => c.Slices.Count);
        var width = (2 * Margin) + (columns * tile) + ((columns - 1) * Gap);
        var height = (2 * Margin) + (dataset.Classes.Count * (LabelHeight + tile + RowGap)) + FootHeight;

        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        var top = Margin;
        foreach (var row in dataset.Classes)
        {
            Write(surface.Canvas, typeface, row.Name, 22, Ink, Margin, top + 24, bold: true);
            top += LabelHeight;
            for (var i = 0; i < row.Slices.Count; i++) Slice(surface.Canvas, row.Slices[i], dataset.Pixels, Margin + (i * (tile + Gap)), top, tile);
            top += tile + RowGap;
        }

        Foot(surface.Canvas, typeface, dataset, tile, top + 8);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The smallest whole multiple of the slice that is at least 180 pixels.</summary>
    internal static int TileEdge(int pixels) => pixels * Math.Max(1, (180 + pixels - 1) / pixels);

    private static void Slice(SKCanvas canvas, byte[] grey, int pixels, int left, int top, int tile)
    {
        using var bitmap = GreyPng.Bitmap(grey, pixels);
        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, SKRect.Create(left, top, tile, tile), new SKSamplingOptions(SKFilterMode.Nearest));
    }

    private static void Foot(SKCanvas canvas, SKTypeface? typeface, DatasetSample dataset, int tile, int y)
    {
        var length = ScaleBar.LengthNm(dataset.FieldOfViewNm);
        var pixels = (float)(length / dataset.FieldOfViewNm * tile);
        using var ink = new SKPaint { Color = Ink };
        canvas.DrawRect(SKRect.Create(Margin, y, pixels, 5), ink);
        Write(canvas, typeface, $"{Figures.Short(length)} nm", 17, Ink, Margin, y + 28, bold: false);
        var field = $"Each slice {Figures.Short(dataset.FieldOfViewNm)} nm × {Figures.Short(dataset.FieldOfViewNm)} nm, {dataset.Pixels} × {dataset.Pixels} pixels"
            + (dataset.ThicknessNm > 0 ? $", section {Figures.Short(dataset.ThicknessNm)} nm thick" : "");
        Write(canvas, typeface, field, 17, Soft, Margin + Math.Max(pixels, 80) + 40, y + 28, bold: false);
    }

    private static void Write(SKCanvas canvas, SKTypeface? typeface, string text, float size, SKColor colour, float x, float y, bool bold)
    {
        if (typeface is null) return;
        using var font = new SKFont(typeface, size) { Edging = SKFontEdging.Antialias, Subpixel = true, Embolden = bold };
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawText(text, x, y, font, paint);
    }
}
