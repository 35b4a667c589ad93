namespace Filler.Search;

/// <summary>Parameters that always exist together: they share one condition, and one joint density.</summary>
internal static class ParameterGroups
{
    /// <summary>Parents before those that depend on them.</summary>
    public static List<IReadOnlyList<Parameter>> Of(SearchSpace space) =>
    [
        .. space.ParentsFirst.GroupBy(p => Key(space, p.When), StringComparer.Ordinal).Select(g => (IReadOnlyList<Parameter>)[.. g]),
    ];

    // By the values' numbers: their order, or a 1 written 1.0, makes no other condition.
    private static string Key(SearchSpace space, Condition? when) => string.Join('&', Condition.AllOf(when)
        .Select(c => $"{c.Parameter}={string.Join(',', c.AnyOf.Select(v => Domain.IndexOf(space[c.Parameter], v)).Distinct().Order())}").Order(StringComparer.Ordinal));
}
