namespace Filler.Search;

/// <summary>What the search knows of one trial. Everything is minimised: the caller turns an accuracy into 1 − accuracy.</summary>
/// <param name="Number">The trial's number, 0, 1, 2, … in order of creation.</param>
/// <param name="Parameters">Its values, by parameter name; inactive parameters are absent.</param>
/// <param name="State">Where the trial stands.</param>
/// <param name="Curve">Its values after 1, 2, 3 … epochs: element i belongs to epoch i + 1. Empty where nothing was reported. NaN: diverged.</param>
/// <param name="Value">The final value of a <see cref="ObservationState.Complete"/> trial; null otherwise.</param>
public sealed record Observation(
    int Number,
    IReadOnlyDictionary<string, ParameterValue> Parameters,
    ObservationState State,
    IReadOnlyList<double> Curve,
    double? Value);

public enum ObservationState
{
    /// <summary>Proposed or running; a pending point for the samplers.</summary>
    Running,

    /// <summary>Stopped at a rung with a checkpoint; may be promoted.</summary>
    Paused,

    /// <summary>Trained to the last epoch.</summary>
    Complete,

    /// <summary>Stopped for good before the last epoch.</summary>
    Pruned,

    /// <summary>No value will ever come.</summary>
    Failed,
}
