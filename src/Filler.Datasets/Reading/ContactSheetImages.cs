namespace Filler.Datasets;

/// <summary>Images for a contact sheet: one row per class.</summary>
/// <param name="Pixels">Edge of each image in pixels.</param>
/// <param name="Rows">For each class its name and images of Pixels × Pixels bytes.</param>
public sealed record ContactSheetImages(int Pixels, IReadOnlyList<(string ClassName, IReadOnlyList<byte[]> Images)> Rows);
