using System.Globalization;
using Filler.Api;
using Filler.Networks;
using Filler.Training;
using static TorchSharp.torch;

namespace Filler.Bench;

/// <summary>What a checkpoint and a resume cost beside an epoch of five seconds, in a folder of this machine.</summary>
internal static class CheckpointBench
{
    private const double EpochSeconds = 5;
    private const int Rounds = 5;

    public static void Run(TextWriter output)
    {
        LibTorch.Initialize();
        using var scope = NewDisposeScope();
        var plan = NetworkPlan.Of(new ModelSpec(), 64, 3);
        using var network = new Network(plan);
        using var optimizer = new Optimizer(new TrainingOptions(1, 64, "adam", 1e-3, 0.9, 0, true, "accuracy", 1, 1), network.Weights());
        var path = Directory.CreateTempSubdirectory("filler-bench-").FullName;
        var store = new CheckpointFiles(path);
        var folder = new CheckpointFolder(store, output.WriteLine);
        var checkpoint = Read();
        var keep = Clock.Median(Rounds, () => checkpoint = Read());
        var write = Clock.Median(Rounds, () => folder.Write(checkpoint));
        var resume = Clock.Median(Rounds, () =>
        {
            var newest = folder.ReadNewest()!;
            Weights.Write(network.State(), newest.Weights);
            Weights.Write(optimizer.State(), newest.Optimizer);
        });
        Directory.Delete(path, recursive: true);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"checkpoints: C4F2 of {plan.Weights / 1e6:0.0} million weights, {store.Largest / 1e6:0} MB: read from the network {keep * 1000:0} ms, written {write * 1000:0} ms, "
            + $"together {(keep + write) / EpochSeconds:P1} of an epoch of {EpochSeconds:0} s, aim 2 %; resumed in {resume * 1000:0} ms"));

        Checkpoint Read() => new(Weights.Read(network.State()), Weights.Read(network.State()), Weights.Read(optimizer.State()), [new EpochFigures(1, 1, 1, 1, 1, 1, EpochSeconds)], 1);
    }
}
