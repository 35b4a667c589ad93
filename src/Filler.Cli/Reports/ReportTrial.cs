using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>One trial's line.</summary>
internal sealed record ReportTrial
{
    public required int Number { get; init; }

    public required int Configuration { get; init; }

    public required int Repeat { get; init; }

    public required TrialPhase Phase { get; init; }

    /// <summary>Null before the first network was built.</summary>
    public string? Architecture { get; init; }

    public required Parameters Parameters { get; init; }

    /// <summary>Trainable weights; null before the trial's end.</summary>
    public long? Weights { get; init; }

    /// <summary>Operations of one forward pass; null before the trial's end.</summary>
    public long? FlopsPerImage { get; init; }

    /// <summary>The objective on the validation images after 1, 2, 3 … epochs; NaN where it diverged.</summary>
    public required IReadOnlyList<double> Curve { get; init; }

    /// <summary>The result's, or the best of <see cref="Curve"/> for a trial without a result.</summary>
    public double? ValidationMetric { get; init; }

    /// <summary>R² on the evaluation images; null but for a regression.</summary>
    public double? R2 { get; init; }

    /// <summary>PSNR on the evaluation images, in dB; null but for a super-resolution.</summary>
    public double? Psnr { get; init; }

    public int? Correct { get; init; }

    public int? Total { get; init; }

    public double? Accuracy { get; init; }

    /// <summary>95 % interval on the evaluation images: Wilson's of <see cref="Accuracy"/>, a bootstrap's of <see cref="R2"/> or <see cref="Psnr"/>.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Of this study's own training: 0 where the result was taken over.</summary>
    public required double Seconds { get; init; }

    /// <summary>The trial whose result this is, where it was taken over.</summary>
    public ReusedFrom? ReusedFrom { get; init; }

    /// <summary>A finished trial's value of each of several objectives, in the front's order; null for one objective.</summary>
    public IReadOnlyList<double>? Objectives { get; init; }

    public string? Message { get; init; }
}
