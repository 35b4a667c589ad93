using Filler.Networks;
using Filler.Training;

namespace Filler.Bench;

/// <summary>Lets the peer train an epoch after each of ours. The first of both, which warms up, does not count.</summary>
internal sealed class TrainingTurns(PyTorchPeer? peer) : ITrainingListener
{
    private readonly List<(Epoch Ours, Epoch Theirs)> turns = [];
    private TimeSpan processor;

    public void Started(ModelCost model, string device, IReadOnlyList<EpochFigures> resumed) => processor = Environment.CpuUsage.TotalTime;

    public void Alive(int epoch, double share)
    {
    }

    public void Finished(EpochFigures epoch)
    {
        var ours = new Epoch(epoch.Seconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
        var theirs = peer?.Train() ?? default;
        if (epoch.Epoch > 1) turns.Add((ours, theirs));
        processor = Environment.CpuUsage.TotalTime;
    }

    public double Median(Func<(Epoch Ours, Epoch Theirs), double> figure)
    {
        var values = turns.Select(figure).Order().ToList();
        return values[values.Count / 2];
    }

    /// <summary>Wall and processor time.</summary>
    internal readonly record struct Epoch(double Seconds, double Processor);
}
