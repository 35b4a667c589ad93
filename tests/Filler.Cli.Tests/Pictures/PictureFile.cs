using SkiaSharp;

namespace Filler.Cli.Tests.Pictures;

/// <summary>Decodes a picture; leaves a copy in the folder FILLER_REPORT_OUT, where a person names one to look at it.</summary>
internal static class PictureFile
{
    public static SKBitmap Decode(byte[] png, string name)
    {
        if (Environment.GetEnvironmentVariable("FILLER_REPORT_OUT") is { } folder) File.WriteAllBytes(Path.Combine(folder, name), png);
        return SKBitmap.Decode(png) ?? throw new InvalidDataException($"{name} is no picture");
    }

    public static int Distinct(SKBitmap picture) => picture.Pixels.Distinct().Count();
}
