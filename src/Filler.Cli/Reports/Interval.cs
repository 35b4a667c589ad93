namespace Filler.Cli.Reports;

/// <summary>A 95 % confidence interval of a share.</summary>
internal readonly record struct Interval(double Low, double High)
{
    /// <summary>Wilson's score interval, as the study's own counts have it.</summary>
    public static Interval Wilson(int correct, int total)
    {
        var (low, high) = global::Filler.Studies.Wilson.Interval(correct, total);
        return new Interval(low, high);
    }

    /// <summary>Wilson's of a mean over repeats, which see the same images and add no evidence about them.</summary>
    public static Interval Of(global::Filler.Studies.LearningPoint share) => Wilson((int)Math.Round(share.Accuracy * share.Total), share.Total);

    public bool Overlaps(Interval other) => Low <= other.High && other.Low <= High;
}
