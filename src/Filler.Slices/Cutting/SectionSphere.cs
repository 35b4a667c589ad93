namespace Filler.Slices;

/// <summary>A sphere in a section's own coordinates, in nm from the middle of the field.</summary>
/// <param name="U">Along the image's rows.</param>
/// <param name="V">Along the image's columns.</param>
/// <param name="Height">Along the normal.</param>
internal readonly record struct SectionSphere(double U, double V, double Height, double Radius);
