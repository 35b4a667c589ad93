namespace Filler.Cli.Reports;

/// <summary>A measured share with its Wilson 95 % interval.</summary>
internal sealed record FieldMeasured(double FieldOfViewNm, double Accuracy, double Low, double High, IReadOnlyList<int> Trials);
