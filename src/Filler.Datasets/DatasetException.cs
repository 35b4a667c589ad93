namespace Filler.Datasets;

/// <summary>A manifest's dataset section cannot be turned into images.</summary>
/// <param name="fieldPath">The field at fault, e.g. <c>spec.dataset.classes[0].structure.scattering.file</c>.</param>
/// <param name="problem">What is wrong, with the value.</param>
/// <param name="fix">What to write or do instead.</param>
public sealed class DatasetException(string fieldPath, string problem, string fix, Exception? inner = null)
    : Exception($"{fieldPath}: {problem}; {fix}", inner)
{
    public string FieldPath { get; } = fieldPath;

    public string Problem { get; } = problem;

    public string Fix { get; } = fix;
}
