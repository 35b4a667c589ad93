namespace Filler.Search;

/// <summary>Where a parameter lies in the vectors of a <see cref="SpaceCube"/>.</summary>
/// <param name="Start">Its first coordinate, from 0.</param>
/// <param name="Length">1, or the number of choices where they have no order.</param>
public readonly record struct CubeSlot(Parameter Parameter, int Start, int Length);
