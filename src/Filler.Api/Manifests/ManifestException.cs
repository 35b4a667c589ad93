namespace Filler.Api;

/// <summary>A manifest that cannot be used, with everything that is wrong with it.</summary>
public sealed class ManifestException : Exception
{
    private readonly IReadOnlyDictionary<string, SourcePosition> positions;

    public ManifestException(string fileName, IReadOnlyList<ManifestProblem> problems, IReadOnlyDictionary<string, SourcePosition> positions)
        : base(Render(fileName, problems, positions))
    {
        FileName = fileName;
        Problems = problems;
        this.positions = positions;
    }

    public string FileName { get; }

    public IReadOnlyList<ManifestProblem> Problems { get; }

    /// <summary>Where the problem's field stands, or the nearest field around it; null where the text has none.</summary>
    public SourcePosition? PositionOf(ManifestProblem problem) => Nearest(problem.Path, positions);

    /// <summary>One line a problem: <c>study.yaml:12:9: spec.search.maxTrials: "many" is not a whole number; write …</c>.</summary>
    public string Format() => Message;

    private static string Render(
        string fileName, IReadOnlyList<ManifestProblem> problems, IReadOnlyDictionary<string, SourcePosition> positions) =>
        string.Join(Environment.NewLine, problems.Select(p =>
        {
            var place = Nearest(p.Path, positions) is { } at ? at.In(fileName) : fileName;
            var field = p.Path.Length == 0 ? "" : $"{p.Path}: ";
            return $"{place}: {field}{p.Problem}; {p.Fix}";
        }));

    private static SourcePosition? Nearest(string path, IReadOnlyDictionary<string, SourcePosition> positions)
    {
        for (var p = path; ; p = p[..Math.Max(p.LastIndexOf('.'), p.LastIndexOf('['))])
        {
            if (positions.TryGetValue(p, out var at)) return at;
            if (p.LastIndexOf('.') < 0 && p.LastIndexOf('[') < 0) break;
        }

        return positions.TryGetValue("", out var root) ? root : null;
    }
}
