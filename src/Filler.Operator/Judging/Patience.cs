namespace Filler.Operator.Judging;

/// <summary>How long the operator waits before it believes the worst of a pod.</summary>
internal sealed record Patience
{
    /// <summary>How often it looks again while something runs: a silent node tells nobody.</summary>
    public TimeSpan Patrol { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long after its grace a pod that does not go is taken for lost with its node.</summary>
    public TimeSpan Stuck { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Least silence that says something: three of the worker's signs of life.</summary>
    public TimeSpan LeastSilence { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// How long a silence must go on while the API server answers: longer than the worker's longest pause between two tries to report, or everybody would count as
    /// silent after the API server was away.
    /// </summary>
    public TimeSpan Doubt { get; init; } = TimeSpan.FromSeconds(45);
}
