namespace Filler.Cli.Reports;

/// <summary>A measured share with its Wilson 95 % interval.</summary>
internal sealed record LearningMeasured(int Images, double Accuracy, double Low, double High);
