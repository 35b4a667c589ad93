namespace Filler.Search;

/// <summary>Parameters that always exist together: they share one condition, and one joint density.</summary>
internal static class ParameterGroups
{
    /// <summary>Parents before those that depend on them.</summary>
    public static List<IReadOnlyList<Parameter>> Of(SearchSpace space) =>
    [
        .. space.ParentsFirst
            .GroupBy(p => p.When is { } w ? $"{w.Parameter}={string.Join('|', w.AnyOf)}" : "", StringComparer.Ordinal)
            .Select(g => (IReadOnlyList<Parameter>)[.. g]),
    ];
}
