namespace Filler.Search;

/// <summary>Samplers by their names in a manifest.</summary>
public static class SamplerFactory
{
    public static IReadOnlyList<string> Names { get; } = ["auto", "grid", "random", "qmc", "tpe", "gp", "cmaes", "genetic"];

    /// <exception cref="ArgumentException">No sampler has that name.</exception>
    /// <exception cref="SearchSpaceException">The sampler cannot search this space.</exception>
    public static ISampler Create(string algorithm, SearchSpace space, SearchSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return algorithm switch
        {
            "auto" => new AutoSampler(space, setting),
            "grid" => new GridSampler(space),
            "random" => new RandomSampler(),
            "qmc" => new QmcSampler(setting.Seed),
            "tpe" => new TpeSampler(),
            "gp" => new GpSampler(setting),
            "cmaes" => new CmaEsSampler(),
            "genetic" => new GeneticSampler(),
            _ => throw new ArgumentException($"sampler '{algorithm}' is unknown; use one of {string.Join(", ", Names)}", nameof(algorithm)),
        };
    }
}
