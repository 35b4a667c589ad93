using System.Diagnostics;
using System.Globalization;
using Filler.Api;
using Filler.Networks;
using Filler.Storage;
using Filler.Training;
using static TorchSharp.torch;

namespace Filler.Bench;

/// <summary>
/// What a checkpoint after each epoch of five seconds costs, in a store of this machine: epochs of C4F2, by turns with the epoch before
/// being written meanwhile and without; each turn's write ends before the next begins.
/// </summary>
internal static class CheckpointBench
{
    private const double EpochSeconds = 5;
    private const int Turns = 9;

    public static void Run(int threads, TextWriter output)
    {
        LibTorch.Initialize();
        set_num_threads(threads);
        using var scope = NewDisposeScope();
        var plan = NetworkPlan.Of(new ModelSpec(), 64, 3);
        var options = new TrainingOptions(1, 64, "adam", 1e-3, 0.9, 0, true, "accuracy", 1, threads);
        using var network = new Network(plan);
        using var optimizer = new Optimizer(options, network.Weights());
        var task = new ClassificationTask(3);
        var step = new TrainStep(network, optimizer, task, new GradientPass(network, task));
        var batchSeconds = Clock.Median(3, () => Epoch(320)) / 5;
        var images = 64 * (int)Math.Round(EpochSeconds / batchSeconds);
        using var data = new DeviceImages(NoiseImages.Of(images, 64, 1), (127.5, 74), CPU);

        var path = Directory.CreateTempSubdirectory("filler-bench-").FullName;
        var store = new CheckpointFiles(new FolderBlobStore(path));
        var folder = new CheckpointFolder(store, output.WriteLine);
        using var schedule = new CheckpointSchedule(folder, TimeProvider.System, CheckpointImage.SizeOf(network.State(), optimizer.State()));
        var progress = new TrainingProgress();
        var (copies, writes, processor, shares) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var turn = 0; turn <= Turns; turn++)
        {
            // Worse after the first epoch, so that the best one's weights stand in the file beside the last one's.
            progress.Add(new EpochFigures(turn + 1, 1, 1 + turn, 1, 1, 1, EpochSeconds), "loss", network);
            var began = Stopwatch.GetTimestamp();
            Train();
            var alone = Stopwatch.GetElapsedTime(began).TotalSeconds;
            began = Stopwatch.GetTimestamp();
            schedule.Keep(image => image.Take(progress, network.State(), optimizer.State()));
            copies.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            schedule.Flush();
            Train();
            shares.Add((Stopwatch.GetElapsedTime(began).TotalSeconds / alone) - 1);
            schedule.Finish();
            // Alone, so that all processor time is the write's.
            began = Stopwatch.GetTimestamp();
            var spent = Environment.CpuUsage.TotalTime.TotalSeconds;
            schedule.Keep(image => image.Take(progress, network.State(), optimizer.State()));
            schedule.Finish();
            writes.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            processor.Add(Environment.CpuUsage.TotalTime.TotalSeconds - spent);
        }

        var resume = Clock.Median(5, () =>
        {
            var newest = folder.ReadNewest()!;
            Weights.Write(network.State(), newest.Weights);
            Weights.Write(optimizer.State(), newest.Optimizer);
        });
        Directory.Delete(path, recursive: true);
        foreach (var figures in new[] { copies, writes, processor, shares }) figures.RemoveAt(0);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"checkpoints: C4F2 of {plan.Weights / 1e6:0.0} million weights, {threads} thread{(threads == 1 ? "" : "s")}, {store.Largest / 1e6:0} MB: training waits {Median(copies) * 1000:0} ms for the copy; copied, hashed and durable after "
            + $"{Median(writes) * 1000:0} ms, of it {Median(processor) * 1000:0} ms processor; epochs of {EpochSeconds:0} s last {Median(shares):P1} longer (quartiles {Quantile(shares, 0.25):P1}, {Quantile(shares, 0.75):P1}) "
            + $"while the one before is written, aim 2 %; resumed in {resume * 1000:0} ms"));

        double Train() => Epoch(images, data);

        double Epoch(int count, DeviceImages? given = null)
        {
            using var own = given is null ? new DeviceImages(NoiseImages.Of(count, 64, 1), (127.5, 74), CPU) : null;
            return new EpochLoop(options, network, step, given ?? own!, CPU, new TrainingTurns(null)).Run(1, [], CancellationToken.None);
        }
    }

    private static double Median(List<double> values) => Quantile(values, 0.5);

    private static double Quantile(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));
}
