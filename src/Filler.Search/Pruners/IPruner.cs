namespace Filler.Search;

/// <summary>Says which trials are not worth their next epochs, and which stopped ones are worth more. Pure: equal history, equal verdicts.</summary>
public interface IPruner
{
    /// <summary>Verdicts for the trials that run or are paused, at most one each; trials without a verdict go on as they are.</summary>
    /// <param name="history">All trials; the curves tell how far each one is.</param>
    /// <param name="maxEpochs">The last epoch of a full trial.</param>
    IReadOnlyList<Verdict> Judge(IReadOnlyList<Observation> history, int maxEpochs);
}

/// <param name="Number">The trial.</param>
/// <param name="Action">What to do with it.</param>
/// <param name="Reason">One sentence for the trial's record, with the figures that decided.</param>
public sealed record Verdict(int Number, VerdictAction Action, string Reason);

public enum VerdictAction
{
    /// <summary>A running trial: checkpoint and leave the device; it may be promoted later.</summary>
    Pause,

    /// <summary>A paused trial: go on from its checkpoint, before any new trial starts. Verdicts are in order of merit.</summary>
    Resume,

    /// <summary>A running or paused trial: end it for good.</summary>
    Prune,
}
