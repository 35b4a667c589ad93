using System.Diagnostics;
using Filler.Api;

namespace Filler.Bench;

/// <summary>What a trial waits for before its first step, in a cold process and in a warm one; and whether a warm one's memory stays flat.</summary>
internal static class WorkerBench
{
    private const int Pixels = 64;
    private const int Rounds = 5;
    private const int Epochs = 6;
    private static readonly DatasetSpec Images = BenchWorker.Images(train: 32, Pixels);

    /// <param name="parts">start, memory; none: both.</param>
    public static int Run(IReadOnlyList<string> parts, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("filler-bench-");
        try
        {
            var digest = BenchWorker.Prepare(folder.FullName, Images);
            if (parts.Count == 0 || parts.Contains("start")) Start(folder.FullName, digest, output);
            if (parts.Count == 0 || parts.Contains("memory")) Memory(folder.FullName, digest, output);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Cold and warm in turns, so that other work on the machine meets both alike.
    private static void Start(string folder, string digest, TextWriter output)
    {
        var (cold, warm) = (new List<(double Wall, double Processor)>(), new List<(double Wall, double Processor)>());
        using var serving = BenchWorker.Serving(folder);
        for (var round = 0; round <= Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            using (var process = BenchWorker.Cold(folder, digest, TrialOf(2 * round, new ModelSpec()))) cold.Add(BeyondAStep(process, began, 0));
            began = Stopwatch.GetTimestamp();
            var spent = serving.Processor;
            serving.Order(TrialOf((2 * round) + 1, new ModelSpec()), digest);
            warm.Add(BeyondAStep(serving, began, spent));
        }

        // The first round reads from the disk, and finds the serving process cold.
        cold.RemoveAt(0);
        warm.RemoveAt(0);
        foreach (var (name, rounds) in new[] { ("cold process", cold), ("warm process", warm) })
        {
            output.WriteLine(
                $"worker: {name}: start of a trial to its first step, beyond a normal step, C4F2 at {Pixels} px, batch 32, one thread: "
                + $"median of {Rounds} {Median(rounds.Select(r => r.Wall)):0.00} s, fastest {rounds.Min(r => r.Wall):0.00} s, processor time {Median(rounds.Select(r => r.Processor)):0.00} s (aim 0.5 s)");
        }
    }

    // An epoch is one step here, so its report comes a step and a validation of eight images after the start.
    private static (double Wall, double Processor) BeyondAStep(BenchWorker worker, long began, double spent)
    {
        // Processor time only while the process surely lives.
        var epochs = worker.ToTheResult().Where(e => e.Said is WorkerEpoch).Select((e, i) => (e.At, Spent: i < Epochs / 2 ? worker.Processor : 0)).ToList();
        var steps = epochs.Zip(epochs.Skip(1), (a, b) => (Wall: Stopwatch.GetElapsedTime(a.At, b.At).TotalSeconds, Processor: b.Spent - a.Spent)).ToList();
        return (Stopwatch.GetElapsedTime(began, epochs[0].At).TotalSeconds - Median(steps.Select(s => s.Wall)), epochs[0].Spent - spent - Median(steps.Select(s => s.Processor).Where(p => p > 0)));
    }

    private static void Memory(string folder, string digest, TextWriter output)
    {
        using var worker = BenchWorker.Serving(folder);
        var after = new List<double>();
        for (var number = 0; number <= 50; number++)
        {
            // Sizes from 20 thousand weights to the default's 4.7 million, in turns.
            var model = new ModelSpec { ConvLayers = 1 + (number % 4), Filters = 4 << (number % 4), DenseLayers = 1 + (number % 2), DenseUnits = 64 << (number % 4), Dropout = 0.1 };
            worker.Order(TrialOf(1000 + number, model), digest);
            foreach (var (said, _) in worker.ToTheResult())
            {
                // What the trials before have left.
                if (said is WorkerAccepted && number > 0) after.Add(worker.Memory("VmRSS"));
            }
        }

        output.WriteLine(
            $"worker: memory of a process between its trials, four sizes of network in turns: {after[4]:0} MB after 5 trials, {after[24]:0} after 25, {after[49]:0} after 50; "
            + $"at most {worker.Memory("VmHWM"):0} MB while it trains");
    }

    private static Trial TrialOf(int number, ModelSpec model) => new()
    {
        Metadata = new() { Name = $"bench-{number:D4}", NamespaceProperty = "bench" },
        Spec = new TrialSpec
        {
            Number = number,
            Study = "bench",
            StudyUid = "b",
            Seed = number,
            Dataset = Images,
            Model = model,
            Training = new TrainingSpec { Epochs = Epochs, BatchSize = 32 },
        },
        Status = new TrialStatus { Attempt = 1 },
    };

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
