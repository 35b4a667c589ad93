using System.Diagnostics;
using System.Globalization;

namespace Filler.Bench;

/// <summary>bench/training/study.yaml from command to answer: `filler run`, and Optuna with PyTorch on the same images, networks and epochs, by turns.</summary>
internal static class WholeStudyBench
{
    private const int Rounds = 2;

    public static void Run(string[] epochs, TextWriter output)
    {
        if (PyTorchPeer.Python("torch, numpy, optuna") is not { } python)
        {
            output.WriteLine("study: no peer: apt-get install python3-torch python3-optuna libopenblas0-pthread");
            return;
        }

        var root = PyTorchPeer.Checkout();
        var folder = Directory.CreateTempSubdirectory("filler-bench-").FullName;
        var manifest = Path.Combine(root, "bench", "training", "study.yaml");
        string count = epochs is [var asked, ..] ? asked : "6";
        var ours = new List<double>();
        var theirs = new List<(double One, double Two)>();
        for (var round = 0; round < Rounds; round++)
        {
            var run = Path.Combine(folder, round.ToString(CultureInfo.InvariantCulture));
            string[] common = [manifest, "--run-folder", run, "--set", $"training.epochs={count}"];
            // The images are the same for both, and so outside of both clocks.
            Time(Path.Combine(root, "filler"), ["dataset", "build", .. common]);
            ours.Add(Time(Path.Combine(root, "filler"), ["run", .. common, "--no-progress"]).Seconds);
            var images = Path.GetDirectoryName(Directory.EnumerateFiles(run, "train-images.npy", SearchOption.AllDirectories).Single())!;
            theirs.Add((Peer(images, jobs: 1, threads: 2), Peer(images, jobs: 2, threads: 1)));
        }

        Directory.Delete(folder, recursive: true);
        output.WriteLine(
            $"study: 12 trials of {count} epochs on 2 cores: ours {ours.Min():0.0} s; Optuna and PyTorch one trial at a time {theirs.Min(t => t.One):0.0} s: {Ratio(t => t.One)}, "
            + $"two at a time {theirs.Min(t => t.Two):0.0} s: {Ratio(t => t.Two)}; aim 0.6, the best of {Rounds} each");

        double Peer(string images, int jobs, int threads)
        {
            string[] arguments = [Path.Combine(root, "bench", "training", "peer_study.py"), images, "--epochs", count, "--jobs", $"{jobs}", "--threads", $"{threads}"];
            return Time(python, arguments).Seconds;
        }

        string Ratio(Func<(double One, double Two), double> peer) => (ours.Min() / theirs.Min(peer)).ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static (double Seconds, string Output) Time(string program, string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? (Stopwatch.GetElapsedTime(start).TotalSeconds, text) : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors.Result}{text}");
    }
}
