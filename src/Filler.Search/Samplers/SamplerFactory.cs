namespace Filler.Search;

/// <summary>Samplers by their names in a manifest.</summary>
public static class SamplerFactory
{
    public static IReadOnlyList<string> Names { get; } = ["grid", "random", "tpe", "gp", "qmc", "cmaes", "genetic"];

    /// <exception cref="ArgumentException">No sampler has that name.</exception>
    /// <exception cref="SearchSpaceException">The sampler cannot search this space.</exception>
    public static ISampler Create(string algorithm, SearchSpace space) => algorithm switch
    {
        "grid" => new GridSampler(space),
        "random" => new RandomSampler(),
        "tpe" => new TpeSampler(),
        "gp" => new GpSampler(),
        "qmc" => new QmcSampler(1),
        "cmaes" => new CmaEsSampler(),
        "genetic" => new GeneticSampler(),
        _ => throw new ArgumentException($"sampler '{algorithm}' is unknown; use one of {string.Join(", ", Names)}", nameof(algorithm)),
    };
}
