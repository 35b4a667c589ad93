namespace Filler.Training;

/// <summary>The loss became NaN or infinite.</summary>
public sealed class TrainingDivergedException(int epoch, int batch, double loss)
    : Exception($"the loss is {loss} in epoch {epoch}, batch {batch}; try a smaller training.learningRate")
{
    public int Epoch { get; } = epoch;

    public int Batch { get; } = batch;
}
