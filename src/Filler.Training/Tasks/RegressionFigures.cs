using Filler.Structures;

namespace Filler.Training;

/// <summary>Predictions held against the targets.</summary>
/// <param name="Targets">By class.</param>
/// <param name="Labels">The class of each image.</param>
/// <param name="Predictions">In the targets' unit, one for each image.</param>
public sealed record RegressionFigures(IReadOnlyList<double> Targets, byte[] Labels, float[] Predictions)
{
    private const int Resamples = 1000;

    /// <summary>Coefficient of determination: 1 is perfect, 0 as good as the mean of these images' targets, below 0 worse.</summary>
    public double R2 => Determination(Enumerable.Range(0, Labels.Length));

    /// <summary>Mean absolute error.</summary>
    public double Mae => Enumerable.Range(0, Labels.Length).Average(i => Math.Abs(Error(i)));

    /// <summary>Root of the mean squared error.</summary>
    public double Rmse => Math.Sqrt(Enumerable.Range(0, Labels.Length).Average(i => Error(i) * Error(i)));

    /// <summary>95 % percentile interval of <see cref="R2"/>: bootstrap over images (Efron 1979), a thousand resamples of a fixed seed.</summary>
    public (double Low, double High) R2Interval()
    {
        var values = new double[Resamples];
        for (var k = 0; k < Resamples; k++)
        {
            var stream = new RandomStream(1, (ulong)k);
            values[k] = Determination(Enumerable.Range(0, Labels.Length).Select(_ => stream.NextInt(Labels.Length)).ToArray());
        }

        Array.Sort(values);
        return (Quantiles.Of(values, 0.025), Quantiles.Of(values, 0.975));
    }

    /// <summary>Mean, sample deviation, 5th and 95th percentile of the predictions of one class's images.</summary>
    public (int Images, double Mean, double Deviation, double Low, double High) OfClass(int label)
    {
        double[] own = [.. Enumerable.Range(0, Labels.Length).Where(i => Labels[i] == label).Select(i => (double)Predictions[i]).Order()];
        if (own.Length == 0) throw new ArgumentOutOfRangeException(nameof(label), label, "no image has this label");
        var mean = own.Average();
        var deviation = own.Length == 1 ? 0 : Math.Sqrt(own.Sum(p => (p - mean) * (p - mean)) / (own.Length - 1));
        return (own.Length, mean, deviation, Quantiles.Of(own, 0.05), Quantiles.Of(own, 0.95));
    }

    private double Error(int i) => Predictions[i] - Targets[Labels[i]];

    private double Determination(IEnumerable<int> images)
    {
        var (n, sum, squares, errors) = (0, 0.0, 0.0, 0.0);
        foreach (var i in images)
        {
            var target = Targets[Labels[i]] - Targets[0];
            n++;
            sum += target;
            squares += target * target;
            errors += Error(i) * Error(i);
        }

        var spread = squares - (sum * sum / n);
        return spread > 0 ? 1 - (errors / spread) : double.NaN;
    }
}
