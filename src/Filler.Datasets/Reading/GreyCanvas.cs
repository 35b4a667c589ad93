namespace Filler.Datasets;

/// <summary>A grey picture, one byte a pixel, row by row.</summary>
/// <param name="RowTops">Top of each row of images in pixels, for labels.</param>
/// <param name="ColumnLefts">Left edge of each column of images.</param>
/// <param name="Edge">Edge of one image on the canvas in pixels.</param>
public sealed record GreyCanvas(int Width, int Height, byte[] Values, IReadOnlyList<int> RowTops, IReadOnlyList<int> ColumnLefts, int Edge);
