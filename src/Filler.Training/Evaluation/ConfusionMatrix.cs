namespace Filler.Training;

/// <summary>Counts of predicted classes (columns) by true class (rows).</summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] counts;

    public ConfusionMatrix(int classes)
    {
        counts = new int[classes, classes];
    }

    public int Classes => counts.GetLength(0);

    public int this[int truth, int predicted] => counts[truth, predicted];

    public int Total => counts.Cast<int>().Sum();

    public void Add(int truth, int predicted) => counts[truth, predicted]++;

    /// <summary>Share told right; 0 where nothing was counted.</summary>
    public double Accuracy => Total == 0 ? 0 : Enumerable.Range(0, Classes).Sum(c => counts[c, c]) / (double)Total;

    /// <summary>Least share told right over the classes that have images.</summary>
    public double WorstClassAccuracy =>
        Enumerable.Range(0, Classes).Where(c => Row(c) > 0).Select(c => counts[c, c] / (double)Row(c)).DefaultIfEmpty(0).Min();

    /// <summary>Mean over the classes of F1 = 2 TP / (2 TP + FP + FN); a class that was neither shown nor predicted counts 0.</summary>
    public double MacroF1 => Enumerable.Range(0, Classes).Average(c =>
        Row(c) + Column(c) == 0 ? 0 : 2.0 * counts[c, c] / (Row(c) + Column(c)));

    public IReadOnlyList<IReadOnlyList<int>> Rows() =>
        [.. Enumerable.Range(0, Classes).Select(t => (IReadOnlyList<int>)[.. Enumerable.Range(0, Classes).Select(p => counts[t, p])])];

    private int Row(int c) => Enumerable.Range(0, Classes).Sum(p => counts[c, p]);

    private int Column(int c) => Enumerable.Range(0, Classes).Sum(t => counts[t, c]);
}
