namespace Filler.Api;

/// <summary>The configurations of a study of several objectives that no other one beats in every objective.</summary>
public sealed record StudyFront
{
    /// <summary>How many are listed at most, so that a status stays small: then evenly along the first objective.</summary>
    public const int Most = 64;

    /// <summary>The measures, in the manifest's order.</summary>
    public required IReadOnlyList<string> Objectives { get; init; }

    /// <summary>By the first objective, best first.</summary>
    public required IReadOnlyList<FrontPoint> Points { get; init; }

    /// <summary>How many configurations are on the front.</summary>
    public required int Count { get; init; }

    /// <summary>Share of the box between the best and the worst values seen that the front dominates, 0 to 1; costs on logarithmic scales.</summary>
    public required double Hypervolume { get; init; }
}

/// <param name="Trial">The first trial of the configuration.</param>
/// <param name="Values">By objective; means over the configuration's repeats.</param>
public sealed record FrontPoint(int Trial, Parameters Parameters, IReadOnlyList<double> Values);
