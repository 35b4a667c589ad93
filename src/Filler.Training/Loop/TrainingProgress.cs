namespace Filler.Training;

/// <summary>The epochs so far and the weights of the best.</summary>
internal sealed class TrainingProgress
{
    public TrainingProgress()
    {
    }

    public TrainingProgress(Checkpoint checkpoint)
    {
        Epochs.AddRange(checkpoint.Epochs);
        // Copies, so that the whole file's memory is not kept for them.
        Best = checkpoint.Best.ToDictionary(b => b.Key, b => b.Value with { Bytes = b.Value.Bytes.ToArray() });
        BestEpoch = checkpoint.BestEpoch;
        MicroBatch = checkpoint.MicroBatch;
    }

    public List<EpochFigures> Epochs { get; } = [];

    /// <summary>Images at once that the device holds, as far as is known.</summary>
    public int MicroBatch { get; set; } = int.MaxValue;

    public IReadOnlyDictionary<string, SafeTensors.Entry> Best { get; private set; } = new Dictionary<string, SafeTensors.Entry>();

    /// <summary>From 1; 0 before the first epoch.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>Whether the best epoch lies at least so many epochs back; never with a patience of 0.</summary>
    public bool IsStale(int patience) => patience > 0 && Epochs.Count - BestEpoch >= patience;

    public void Add(EpochFigures figures, string metric, Network network)
    {
        Epochs.Add(figures);
        // Of equals the lower loss, then the earlier: accuracies of few images tie often.
        var best = BestEpoch == 0 ? null : Epochs[BestEpoch - 1];
        if (best is not null && (figures.Cost(metric), figures.Loss).CompareTo((best.Cost(metric), best.Loss)) >= 0) return;
        BestEpoch = figures.Epoch;
        Best = Weights.Read(network.State(), over: Best);
    }
}
