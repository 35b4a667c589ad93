namespace Filler.Search;

/// <summary>A search space that cannot be searched.</summary>
/// <param name="parameter">Name of the parameter at fault.</param>
/// <param name="field">Its field at fault, as in the manifest: <c>min</c>, <c>max</c>, <c>step</c>, <c>choice</c>, <c>when</c>, <c>path</c>.</param>
/// <param name="problem">What is wrong, with the value.</param>
/// <param name="fix">What to change.</param>
public sealed class SearchSpaceException(string parameter, string field, string problem, string fix)
    : ArgumentException($"{parameter}: {field}: {problem}; {fix}")
{
    public string Parameter { get; } = parameter;

    public string Field { get; } = field;

    public string Problem { get; } = problem;

    public string Fix { get; } = fix;
}
