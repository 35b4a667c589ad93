namespace Filler.Training;

/// <summary>
/// Confidence against success in bins of equal width over [0, 1]: the reliability diagram and the expected calibration error
/// Σ nᵦ/N · |accuracyᵦ − confidenceᵦ| (Guo et al. 2017, eqs. 2–3 and 5).
/// </summary>
public sealed class Calibration
{
    public const int Bins = 15;

    private readonly int[] counts = new int[Bins];
    private readonly int[] right = new int[Bins];
    private readonly double[] confidences = new double[Bins];

    /// <param name="confidence">The probability given to the class told, 0 to 1.</param>
    public void Add(double confidence, bool correct)
    {
        // Bin b is (b/15, (b+1)/15]; rounding may carry a probability a little beyond 1.
        var bin = Math.Clamp((int)Math.Ceiling(confidence * Bins) - 1, 0, Bins - 1);
        counts[bin]++;
        confidences[bin] += confidence;
        if (correct) right[bin]++;
    }

    public int Total => counts.Sum();

    /// <summary>In [0, 1]; 0 where nothing was counted.</summary>
    public double ExpectedError => Total == 0 ? 0 : Enumerable.Range(0, Bins).Sum(b => Math.Abs(right[b] - confidences[b])) / Total;

    /// <summary>The bins that hold images, by rising confidence: their images, those told right, their mean confidence.</summary>
    public IReadOnlyList<(int Count, int Correct, double Confidence)> Filled() =>
        [.. Enumerable.Range(0, Bins).Where(b => counts[b] > 0).Select(b => (counts[b], right[b], confidences[b] / counts[b]))];
}
