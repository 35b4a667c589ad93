namespace Filler.Api;

/// <summary>A study as read from a file, with the places of its fields, so that rules checked later can point at lines too.</summary>
public sealed class StudyManifest
{
    private readonly IReadOnlyDictionary<string, SourcePosition> positions;

    internal StudyManifest(string fileName, Study study, IReadOnlyDictionary<string, SourcePosition> positions)
    {
        FileName = fileName;
        Study = study;
        this.positions = positions;
    }

    public string FileName { get; }

    public Study Study { get; }

    public ManifestException Refuse(IReadOnlyList<ManifestProblem> problems) => new(FileName, problems, positions);
}
