namespace Filler.Search;

/// <summary>Samplers by their names in a manifest.</summary>
public static class SamplerFactory
{
    public static IReadOnlyList<string> Names { get; } = ["grid", "random", "tpe"];

    /// <exception cref="ArgumentException">No sampler has that name.</exception>
    /// <exception cref="SearchSpaceException">The sampler cannot search this space.</exception>
    public static ISampler Create(string algorithm, SearchSpace space) => algorithm switch
    {
        "grid" => new GridSampler(space),
        "random" => new RandomSampler(),
        "tpe" => new TpeSampler(),
        _ => throw new ArgumentException($"sampler '{algorithm}' is unknown; use one of {string.Join(", ", Names)}", nameof(algorithm)),
    };
}
