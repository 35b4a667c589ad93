namespace Filler.Search;

/// <summary>What a trial had when it passed a rung. In order of cost; ties in the order of their numbers.</summary>
/// <param name="Cost">Its value at the rung's epoch; infinite where it diverged.</param>
internal readonly record struct RungRecord(double Cost, int Number) : IComparable<RungRecord>
{
    public int CompareTo(RungRecord other) => !Cost.Equals(other.Cost) ? Cost.CompareTo(other.Cost) : Number.CompareTo(other.Number);

    /// <summary>NaN compares below every number in .NET; a diverged trial must compare above.</summary>
    public static double Comparable(double cost) => double.IsNaN(cost) ? double.PositiveInfinity : cost;
}
