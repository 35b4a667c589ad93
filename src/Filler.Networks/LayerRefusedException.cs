namespace Filler.Networks;

/// <summary>A layer that cannot take its input; the network adds which layer and what input.</summary>
internal sealed class LayerRefusedException(string problem, string fix) : Exception
{
    public string Problem { get; } = problem;

    public string Fix { get; } = fix;
}
