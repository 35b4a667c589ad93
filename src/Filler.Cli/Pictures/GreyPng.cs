using SkiaSharp;

namespace Filler.Cli.Pictures;

/// <summary>A square grey image as PNG.</summary>
internal static class GreyPng
{
    /// <param name="grey">P·P bytes, row by row.</param>
    public static byte[] Encode(ReadOnlySpan<byte> grey, int pixels)
    {
        using var bitmap = Bitmap(grey, pixels);
        using var image = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return image.ToArray();
    }

    /// <summary>The caller disposes it.</summary>
    public static SKBitmap Bitmap(ReadOnlySpan<byte> grey, int pixels)
    {
        if (grey.Length != pixels * pixels) throw new ArgumentException($"{grey.Length} bytes are not an image of {pixels} × {pixels} pixels", nameof(grey));
        var bitmap = new SKBitmap(new SKImageInfo(pixels, pixels, SKColorType.Gray8, SKAlphaType.Opaque));
        var target = bitmap.GetPixelSpan();
        for (var row = 0; row < pixels; row++) grey.Slice(row * pixels, pixels).CopyTo(target[(row * bitmap.RowBytes)..]);
        return bitmap;
    }
}
