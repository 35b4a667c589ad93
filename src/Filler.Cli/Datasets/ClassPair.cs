namespace Filler.Cli.Datasets;

/// <summary>The test of one pair of classes.</summary>
/// <param name="PValue">The chance of an energy distance as large if both were alike.</param>
internal sealed record ClassPair(string First, string Second, double Energy, double PValue);
