namespace Filler.Networks;

/// <summary>A model as tables tell of it.</summary>
/// <param name="Name"><c>C4F2</c>.</param>
/// <param name="Weights">Trainable numbers.</param>
/// <param name="FlopsPerImage">Multiplications and additions for one image.</param>
public sealed record ModelCost(string Name, long Weights, long FlopsPerImage);
