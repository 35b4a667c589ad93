namespace Filler.Api;

/// <summary>One thing wrong with a manifest.</summary>
/// <param name="Path">The field, e.g. <c>spec.search.parameters[1].double.min</c>; empty for the file as a whole.</param>
/// <param name="Problem">What is wrong, with the value.</param>
/// <param name="Fix">What to write instead.</param>
public sealed record ManifestProblem(string Path, string Problem, string Fix);
