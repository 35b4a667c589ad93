namespace Filler.Datasets;

/// <summary>What images are for. The numbers are part of every seed: never renumber them.</summary>
public enum SplitKind
{
    /// <summary>Networks learn from these.</summary>
    Train = 0,

    /// <summary>Decisions (best network, pruning) look at these.</summary>
    Validation = 1,

    /// <summary>Reported counts come from these; no decision ever sees them.</summary>
    Evaluation = 2,
}
