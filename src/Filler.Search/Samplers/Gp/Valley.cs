namespace Filler.Search;

/// <summary>A valley of a process' mean.</summary>
/// <param name="Point">The best point tried in the valley.</param>
/// <param name="Bottom">Its vector.</param>
/// <param name="Mean">What the process expects there.</param>
internal sealed record Valley(IReadOnlyDictionary<string, ParameterValue> Point, double[] Bottom, double Mean);
