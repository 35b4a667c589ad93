namespace Filler.Training;

/// <summary>
/// Margins as probabilities: softmax of β times the margins, with the one number β chosen for the least cross-entropy on images that were not trained on
/// (temperature scaling, Guo et al. 2017, section 4.2, of which β is the inverse). Which class is told does not hang on it.
/// </summary>
internal static class MarginScaling
{
    private const double Most = 1e4;

    /// <param name="margins">N·K, image by image.</param>
    /// <param name="labels">N classes.</param>
    /// <returns>β in (0, 10⁴]; the bound is met where every image is told right.</returns>
    public static double Fit(double[] margins, byte[] labels)
    {
        // Cross-entropy is convex in β, so its slope changes sign once: bisection, on a logarithmic scale.
        var (low, high) = (Math.Log(1e-4), Math.Log(Most));
        if (Slope(Most) <= 0) return Most;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (Slope(Math.Exp(middle)) > 0) high = middle;
            else low = middle;
        }

        return Math.Exp((low + high) / 2);

        // d/dβ of Σ log Σ exp(β m_k) − β m_label: the mean margin under the probabilities less the label's own.
        double Slope(double beta)
        {
            var classes = margins.Length / labels.Length;
            var logs = LogProbabilities(margins, classes, beta);
            var slope = 0.0;
            for (var i = 0; i < labels.Length; i++)
            {
                for (var k = 0; k < classes; k++) slope += Math.Exp(logs[(i * classes) + k]) * margins[(i * classes) + k];
                slope -= margins[(i * classes) + labels[i]];
            }

            return slope;
        }
    }

    /// <summary>N·K logarithms of probabilities.</summary>
    public static double[] LogProbabilities(double[] margins, int classes, double beta)
    {
        var logs = new double[margins.Length];
        for (var i = 0; i < margins.Length; i += classes)
        {
            var most = double.NegativeInfinity;
            for (var k = 0; k < classes; k++) most = Math.Max(most, beta * margins[i + k]);
            var sum = 0.0;
            for (var k = 0; k < classes; k++) sum += Math.Exp((beta * margins[i + k]) - most);
            for (var k = 0; k < classes; k++) logs[i + k] = (beta * margins[i + k]) - most - Math.Log(sum);
        }

        return logs;
    }
}
