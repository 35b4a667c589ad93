namespace Filler.Structures;

/// <summary>How aggregates come about.</summary>
public enum AggregateProcess
{
    /// <summary>Grown particle by particle to a given fractal dimension and size distribution.</summary>
    Tuned,

    /// <summary>Diffusion-limited cluster aggregation: clusters wander and stick at the first touch; dimension near 1.8 follows.</summary>
    DiffusionLimited,

    /// <summary>Reaction-limited cluster aggregation: one touch in a hundred sticks; dimension near 2.1 follows.</summary>
    ReactionLimited,
}
