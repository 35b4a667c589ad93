namespace Filler.Datasets;

/// <summary>Counts what many threads do and reports at most a few hundred times a build.</summary>
internal sealed class ProgressTally(IProgress<DatasetProgress>? listener, int structures, long images)
{
    private const int Steps = 200;
    private readonly Lock gate = new();
    private readonly double[] shares = new double[structures];
    private long imagesDone;
    private double reported = -1;

    /// <summary>Where one structure reports its share.</summary>
    public IProgress<double> OfStructure(int structure) => new Share(this, structure);

    public void AddImages(int count)
    {
        lock (gate)
        {
            imagesDone += count;
            Report();
        }
    }

    private void Set(int structure, double share)
    {
        lock (gate)
        {
            shares[structure] = Math.Clamp(share, shares[structure], 1);
            Report();
        }
    }

    private void Report()
    {
        if (listener is null) return;
        var done = shares.Sum();
        var total = (done / structures) + (imagesDone / (double)images);
        if (total - reported < 2.0 / Steps && total < 2) return;
        reported = total;
        listener.Report(new DatasetProgress(done, structures, imagesDone, images));
    }

    private sealed class Share(ProgressTally tally, int structure) : IProgress<double>
    {
        public void Report(double value) => tally.Set(structure, value);
    }
}
