namespace Filler.Networks;

/// <summary>A stack of layers that cannot be: the message names the layer, its input and what to change.</summary>
/// <param name="layer">From 0; null where the whole network is at fault.</param>
/// <param name="problem">What cannot be.</param>
/// <param name="fix">What to change.</param>
public sealed class NetworkShapeException(int? layer, string problem, string fix) : Exception($"{problem}; {fix}")
{
    public int? Layer { get; } = layer;

    public string Problem { get; } = problem;

    public string Fix { get; } = fix;
}
