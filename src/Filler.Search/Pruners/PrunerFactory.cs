namespace Filler.Search;

/// <summary>Pruners by their names in a manifest.</summary>
public static class PrunerFactory
{
    public static IReadOnlyList<string> Names { get; } = ["none", "median", "asha", "hyperband"];

    /// <param name="costs">How the verdicts' reasons show a cost; null: as it is.</param>
    /// <exception cref="ArgumentException">No pruner has that name.</exception>
    public static IPruner Create(string algorithm, int reduction, int minEpochs, CostText? costs = null) => algorithm switch
    {
        "none" => new NoPruner(),
        "median" => new MedianPruner(minEpochs, costs: costs),
        "asha" => new AshaPruner(reduction, minEpochs, costs),
        "hyperband" => new HyperbandPruner(reduction, minEpochs, costs),
        _ => throw new ArgumentException($"pruner '{algorithm}' is unknown; use one of {string.Join(", ", Names)}", nameof(algorithm)),
    };
}
