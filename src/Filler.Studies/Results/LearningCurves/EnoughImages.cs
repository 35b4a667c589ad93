namespace Filler.Studies;

/// <summary>Whether, and when, the lower end of a learning curve's band reaches a goal.</summary>
/// <param name="Images">Training images per class; null where none is told.</param>
public sealed record EnoughImages(EnoughKind Kind, long? Images);
