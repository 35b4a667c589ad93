namespace Filler.Search;

/// <summary>Every trial runs to its last epoch.</summary>
public sealed class NoPruner : IRungPruner
{
    public IReadOnlyList<Verdict> Judge(IReadOnlyList<Observation> history, int maxEpochs) => [];

    public int NextRung(int number, int epochs, int maxEpochs) => maxEpochs;
}
