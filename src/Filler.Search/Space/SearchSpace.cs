namespace Filler.Search;

/// <summary>The parameters that a study searches. A condition may name any other parameter of the space, but not in a circle.</summary>
public sealed class SearchSpace
{
    /// <exception cref="SearchSpaceException">A parameter is malformed: the exception names it, the value and the fix.</exception>
    public SearchSpace(IReadOnlyList<Parameter> parameters)
    {
        Parameters = parameters;
    }

    /// <summary>In the caller's order.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }
}
