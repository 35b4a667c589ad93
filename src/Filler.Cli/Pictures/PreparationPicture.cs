using Filler.Structures;
using SkiaSharp;

namespace Filler.Cli.Pictures;

/// <summary>The steps of a stack's preparation side by side: a column a step, the middle section above the plane across all sections.</summary>
internal static class PreparationPicture
{
    private const int Margin = 32;
    private const int Gap = 12;
    private const int LabelHeight = 34;
    private const int TileWidth = 320;
    private const int FootHeight = 76;
    private static readonly SKColor Ink = new(0x1d, 0x24, 0x29);

    /// <param name="stages">At least one; the grey levels of the first are kept, so that a change of brightness shows.</param>
    /// <param name="voxelNm">Edges of a voxel: sections are drawn as far apart as they lie.</param>
    public static byte[] Draw(IReadOnlyList<PreparationStage> stages, (double X, double Y, double Z) voxelNm)
    {
        var (black, white) = Levels(stages[0].Section);
        var above = stages.Max(s => Height(s, s.Ny * voxelNm.Y, voxelNm.X));
        var below = stages.Max(s => Height(s, s.Nz * voxelNm.Z, voxelNm.X));
        var width = (2 * Margin) + (stages.Count * (TileWidth + Gap)) - Gap;
        using var surface = SKSurface.Create(new SKImageInfo(width, (2 * Margin) + LabelHeight + above + Gap + below + FootHeight, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        using var typeface = Typeface.First(SKFontManager.Default);
        for (var i = 0; i < stages.Count; i++)
        {
            var (stage, left, top) = (stages[i], Margin + (i * (TileWidth + Gap)), Margin + LabelHeight);
            Label(surface.Canvas, typeface, i < 2 ? stage.Name : $"+ {stage.Name}", left, Margin + 20);
            Plane(surface.Canvas, stage.Section, stage.Nx, stage.Ny, black, white, SKRect.Create(left, top, TileWidth, Height(stage, stage.Ny * voxelNm.Y, voxelNm.X)));
            Plane(surface.Canvas, stage.Side, stage.Nx, stage.Nz, black, white, SKRect.Create(left, top + above + Gap, TileWidth, Height(stage, stage.Nz * voxelNm.Z, voxelNm.X)));
        }

        Foot(surface.Canvas, typeface, stages[0], voxelNm, Margin + LabelHeight + above + Gap + below + 16);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    // One scale for the whole column: sections are drawn as far apart as they lie.
    private static void Foot(SKCanvas canvas, SKTypeface? typeface, PreparationStage stage, (double X, double Y, double Z) voxelNm, float y)
    {
        var field = stage.Nx * voxelNm.X;
        var length = ScaleBar.LengthNm(field);
        using var ink = new SKPaint { Color = Ink };
        canvas.DrawRect(SKRect.Create(Margin, y, (float)(TileWidth * length / field), 5), ink);
        Label(canvas, typeface, $"{Reports.Figures.Short(length)} nm", Margin, y + 26, 16);
        Label(canvas, typeface, "above: the middle section, x by y", Margin, y + 48, 14);
        Label(canvas, typeface, "below: across all sections, x by z", Margin, y + 68, 14);
    }

    private static int Height(PreparationStage stage, double lengthNm, double voxelX) =>
        Math.Clamp((int)Math.Round(TileWidth * lengthNm / (stage.Nx * voxelX)), 8, 4 * TileWidth);

    // One value in a hundred may saturate on each side, as in slices.
    private static (float Black, float White) Levels(float[] section)
    {
        var sorted = section.Order().ToArray();
        var (black, white) = (sorted[sorted.Length / 100], sorted[sorted.Length - 1 - (sorted.Length / 100)]);
        return (black, white > black ? white : black + 1);
    }

    private static void Plane(SKCanvas canvas, float[] values, int width, int height, float black, float white, SKRect into)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        for (var i = 0; i < values.Length; i++)
            pixels[(i / width * bitmap.RowBytes) + (i % width)] = (byte)Math.Clamp(255 * (values[i] - black) / (white - black), 0, 255);
        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, into, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
    }

    private static void Label(SKCanvas canvas, SKTypeface? typeface, string text, float x, float y, float size = 20)
    {
        if (typeface is null) return;
        using var font = new SKFont(typeface, size) { Edging = SKFontEdging.Antialias, Embolden = size >= 20 };
        using var paint = new SKPaint { Color = Ink, IsAntialias = true };
        canvas.DrawText(text, x, y, font, paint);
    }
}
