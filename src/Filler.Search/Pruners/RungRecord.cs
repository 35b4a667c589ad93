namespace Filler.Search;

/// <summary>What a trial had when it passed a rung.</summary>
/// <param name="Cost">Its value at the rung's epoch; infinite where it diverged.</param>
internal readonly record struct RungRecord(Observation Trial, double Cost)
{
    /// <summary>NaN compares below every number in .NET; a diverged trial must compare above.</summary>
    public static double Comparable(double cost) => double.IsNaN(cost) ? double.PositiveInfinity : cost;
}
