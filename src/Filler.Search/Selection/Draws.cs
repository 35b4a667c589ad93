namespace Filler.Search;

/// <summary>Values and their sums.</summary>
internal sealed class Draws
{
    /// <param name="values">In rising order: sums in one order, whatever the caller's, have one last digit.</param>
    public Draws(List<double> values)
    {
        Values = values;
        Mean = values.Count == 0 ? double.NaN : values.Average();
        Squares = values.Sum(v => (v - Mean) * (v - Mean));
    }

    public List<double> Values { get; }

    public int Count => Values.Count;

    /// <summary>NaN where there are none.</summary>
    public double Mean { get; }

    /// <summary>Sum of squared differences from the mean.</summary>
    public double Squares { get; }
}
