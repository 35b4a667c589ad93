namespace Filler.Search;

/// <summary>A pruner that judges at fixed epochs, so that a trial can be trained from one to the next and wait there.</summary>
public interface IRungPruner : IPruner
{
    /// <summary>The epoch at which a trial is next judged, or the last one.</summary>
    /// <param name="number">The trial.</param>
    /// <param name="epochs">Epochs that it has had.</param>
    int NextRung(int number, int epochs, int maxEpochs);
}
