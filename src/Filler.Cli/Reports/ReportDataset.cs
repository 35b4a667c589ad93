namespace Filler.Cli.Reports;

/// <summary>One dataset's recipe in figures.</summary>
internal sealed record ReportDataset(
    string Digest, string Software, int Pixels, double FieldOfViewNm, double ThicknessNm, int TrainPerClass, int ValidationPerClass, int EvaluationPerClass,
    IReadOnlyList<ReportClass> Classes);
