namespace Filler.Search;

/// <summary>Every trial runs to its last epoch.</summary>
public sealed class NoPruner : IPruner
{
    public IReadOnlyList<Verdict> Judge(IReadOnlyList<Observation> history, int maxEpochs) => [];
}
