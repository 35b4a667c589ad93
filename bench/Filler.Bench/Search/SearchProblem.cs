using Filler.Search;

namespace Filler.Bench;

/// <summary>A function to minimise over a space, without noise and with it.</summary>
/// <param name="Name">As in the table of results.</param>
/// <param name="Space">Where to search.</param>
/// <param name="Regret">The value above the minimum, without noise.</param>
/// <param name="Noise">Standard deviation of what one evaluation adds.</param>
internal sealed record SearchProblem(string Name, SearchSpace Space, Func<IReadOnlyDictionary<string, ParameterValue>, double> Regret, double Noise = 0)
{
    /// <summary>Regrets are divided by this, so that variants of one function compare.</summary>
    public double Scale { get; init; } = 1;
}
