namespace Filler.Cli.Reports;

/// <summary>The fitted law at one number of images, with its 95 % band.</summary>
internal sealed record LearningBand(double Images, double Fit, double Low, double High);
