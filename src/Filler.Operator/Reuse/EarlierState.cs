using Filler.Studies;

namespace Filler.Operator.Reuse;

/// <summary>What there is of the earlier studies that a study names.</summary>
internal abstract record EarlierState
{
    private EarlierState()
    {
    }

    public sealed record Known(IReadOnlyList<EarlierTrial> Trials) : EarlierState;

    /// <summary>The study cannot begin, or not yet.</summary>
    public sealed record Refused(string Reason, string Message) : EarlierState;
}
