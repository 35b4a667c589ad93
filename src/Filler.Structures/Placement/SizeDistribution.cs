namespace Filler.Structures;

/// <summary>The shape of a distribution of particle sizes.</summary>
public enum SizeDistribution
{
    /// <summary>ln(size) is normal; the size given is the median, sigma the deviation of the logarithm.</summary>
    LogNormal,

    /// <summary>Normal; the size given is the mean, sigma the relative standard deviation.</summary>
    Gaussian,

    /// <summary>Schulz (gamma); the size given is the mean, sigma the relative standard deviation, z = 1/sigma² − 1.</summary>
    Schulz,
}
