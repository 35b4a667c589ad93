using MathNet.Numerics.Distributions;

namespace Filler.Studies;

/// <summary>
/// The power law through measured accuracies with its 95 % band (parametric bootstrap: every measured share is drawn anew within its variance and the law
/// fitted again). Where the law misses the points by more than their variances explain, the variances are raised by as much.
/// </summary>
public sealed class LearningCurve
{
    /// <summary>A law of three numbers needs as many points.</summary>
    public const int LeastPoints = 3;

    private const int Draws = 1000;

    // How far beyond the most images measured an answer is still given, as a factor.
    private const double Reach = 100;

    private readonly PowerLaw[] drawn;

    private LearningCurve(IReadOnlyList<LearningPoint> points, PowerLaw law, PowerLaw[] drawn) => (Points, Law, this.drawn) = (points, law, drawn);

    /// <summary>By rising number of images.</summary>
    public IReadOnlyList<LearningPoint> Points { get; }

    public PowerLaw Law { get; }

    /// <returns>Null for fewer than <see cref="LeastPoints"/> different numbers of images.</returns>
    /// <exception cref="ArgumentException">Two points have one number of images.</exception>
    public static LearningCurve? Through(IEnumerable<LearningPoint> points)
    {
        LearningPoint[] sorted = [.. points.OrderBy(p => p.Images)];
        if (sorted.DistinctBy(p => p.Images).Count() != sorted.Length) throw new ArgumentException("two points have one number of images", nameof(points));
        if (sorted.Length < LeastPoints) return null;

        double[] accuracies = [.. sorted.Select(p => p.Accuracy)];
        var fit = new PowerLawFit([.. sorted.Select(p => p.Images)], [.. sorted.Select(p => 1 / p.Variance)]);
        var (law, misfit) = fit.Of(accuracies);
        var excess = Math.Sqrt(Math.Max(1, misfit / Math.Max(1, sorted.Length - LeastPoints)));
        double[] deviations = [.. sorted.Select(p => excess * Math.Sqrt(p.Variance))];
        // Drawn around the law, not around the points: an outlier widens the band and does not bend it.
        var normal = new Normal(0, 1, new Random(sorted.Length));
        var drawn = new PowerLaw[Draws];
        for (var d = 0; d < Draws; d++)
        {
            drawn[d] = fit.Of([.. sorted.Select((p, i) => Math.Clamp(law.At(p.Images) + (deviations[i] * normal.Sample()), 0, 1))]).Law;
        }

        return new LearningCurve(sorted, law, drawn);
    }

    /// <summary>The 95 % band of the accuracy with so many training images per class.</summary>
    public (double Low, double High) Band(double images)
    {
        double[] values = [.. drawn.Select(l => Math.Max(0, l.At(images)))];
        Array.Sort(values);
        return (values[(int)(0.025 * (Draws - 1))], values[(int)Math.Ceiling(0.975 * (Draws - 1))]);
    }

    /// <summary>How many training images per class until the lower end of the band reaches the goal.</summary>
    /// <param name="goal">An accuracy, 0 to 1.</param>
    public EnoughImages Enough(double goal)
    {
        double least = Points[0].Images, most = Points[^1].Images;
        if (Band(least).Low >= goal) return new EnoughImages(EnoughKind.Measured, Points[0].Images);
        if (Band(double.PositiveInfinity).Low < goal) return new EnoughImages(EnoughKind.Never, null);
        if (Band(Reach * most).Low < goal) return new EnoughImages(EnoughKind.Beyond, null);
        var (low, high) = (Math.Log(least), Math.Log(Reach * most));
        // Every drawn law rises, so their quantile rises too.
        for (var step = 0; step < 40; step++)
        {
            var middle = (low + high) / 2;
            if (Band(Math.Exp(middle)).Low >= goal) high = middle;
            else low = middle;
        }

        var images = (long)Math.Ceiling(Math.Exp(high) - 1e-6);
        return new EnoughImages(images <= most ? EnoughKind.Measured : EnoughKind.Extrapolated, images);
    }
}
