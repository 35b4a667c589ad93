namespace Filler.Search;

/// <summary>What shapes a Gaussian process, on standardised targets.</summary>
/// <param name="Lengths">Length scale of each parameter, in units of its whole range.</param>
/// <param name="Signal">Variance of the function.</param>
/// <param name="Noise">Variance of one observation about the function.</param>
internal sealed record Hyperparameters(double[] Lengths, double Signal, double Noise);
