namespace Filler.Cli.Reports;

/// <summary>Mean and sample standard deviation.</summary>
internal readonly record struct MeanAndDeviation(double Mean, double Deviation)
{
    /// <param name="values">Two or more.</param>
    public static MeanAndDeviation Of(IEnumerable<double> values)
    {
        var all = values.ToArray();
        var mean = all.Average();
        return new MeanAndDeviation(mean, Math.Sqrt(all.Sum(v => (v - mean) * (v - mean)) / (all.Length - 1)));
    }
}
