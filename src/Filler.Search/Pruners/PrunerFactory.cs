namespace Filler.Search;

/// <summary>Pruners by their names in a manifest.</summary>
public static class PrunerFactory
{
    public static IReadOnlyList<string> Names { get; } = ["none", "median", "asha", "hyperband"];

    /// <exception cref="ArgumentException">No pruner has that name.</exception>
    public static IPruner Create(string algorithm, int reduction, int minEpochs) => algorithm switch
    {
        "none" => new NoPruner(),
        "median" => new MedianPruner(minEpochs),
        "asha" => new AshaPruner(reduction, minEpochs),
        "hyperband" => new HyperbandPruner(reduction, minEpochs),
        _ => throw new ArgumentException($"pruner '{algorithm}' is unknown; use one of {string.Join(", ", Names)}", nameof(algorithm)),
    };
}
