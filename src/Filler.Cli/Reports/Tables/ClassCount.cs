namespace Filler.Cli.Reports;

/// <summary>One class's evaluation images told right.</summary>
/// <param name="Correct">Mean over the repeats.</param>
/// <param name="Low">Wilson 95 % interval of the share, lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Least">Least count of a repeat; null for one.</param>
/// <param name="Most">Largest count of a repeat; null for one.</param>
internal sealed record ClassCount(string Name, double Correct, int Total, double Low, double High, int? Least, int? Most)
{
    /// <summary>The count of each repeat, on the same images.</summary>
    public static ClassCount Of(string name, IReadOnlyList<int> counts, int total)
    {
        var mean = counts.Average();
        // Repeats see the same images: they add no evidence about images, so the interval keeps the one set's size.
        var interval = Interval.Wilson((int)Math.Round(mean), total);
        return counts.Count == 1
            ? new ClassCount(name, mean, total, interval.Low, interval.High, null, null)
            : new ClassCount(name, mean, total, interval.Low, interval.High, counts.Min(), counts.Max());
    }
}
