using Filler.Networks;

namespace Filler.Training;

/// <summary>Hears how training goes; called on the training thread.</summary>
public interface ITrainingListener
{
    /// <summary>The model stands.</summary>
    /// <param name="resumed">Epochs that a checkpoint already held; empty for a fresh start.</param>
    void Started(ModelCost model, string device, IReadOnlyList<EpochFigures> resumed);

    /// <summary>After a batch, at most about two a second.</summary>
    void Alive(int epoch, double share);

    void Finished(EpochFigures epoch);

    /// <summary>Something that whoever reads the result should know.</summary>
    void Noted(string message)
    {
    }
}
