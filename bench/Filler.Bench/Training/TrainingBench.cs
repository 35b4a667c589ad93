using System.Globalization;

namespace Filler.Bench;

/// <summary>What trainings cost, against PyTorch and against the machine's limits.</summary>
internal static class TrainingBench
{
    private static readonly string[] Parts = ["throughput", "evaluation", "checkpoints", "memory", "own", "study"];

    /// <param name="arguments">throughput, evaluation, checkpoints, memory; own (ours without a peer); study [epochs]. None: the first four. --device cuda, --threads n.</param>
    public static int Run(string[] arguments, TextWriter output)
    {
        var threads = int.Parse(Option("--threads") ?? "1", CultureInfo.InvariantCulture);
        var bench = new ThroughputBench(Option("--device") ?? "cpu", threads, output);
        var all = !arguments.Intersect(Parts).Any();
        if (arguments.Contains("own")) bench.Alone();
        if (all || arguments.Contains("throughput")) bench.AgainstPyTorch();
        if (all || arguments.Contains("evaluation")) EvaluationBench.Run(output);
        if (all || arguments.Contains("checkpoints")) CheckpointBench.Run(threads, output);
        if (all || arguments.Contains("memory")) ImageMemoryBench.Run(output);
        if (Array.IndexOf(arguments, "study") is >= 0 and var study) WholeStudyBench.Run(arguments[(study + 1)..], output);
        return 0;

        string? Option(string name) => Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
