using System.Diagnostics;
using Filler.Api;

namespace Filler.Bench;

/// <summary>The real worker as a process, with a small dataset in a store of its own.</summary>
internal sealed class BenchWorker : IDisposable
{
    private static readonly string Program = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Filler.Worker", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Filler.Worker.dll"));

    private readonly Process process;

    private BenchWorker(Process process) => this.process = process;

    public static DatasetSpec Images(int train, int pixels) => new()
    {
        Classes = [Random("sparse", 0.1), Random("dense", 0.2)],
        Slices = new SlicesSpec { FieldOfViewNm = 200, Pixels = pixels },
        ImagesPerClass = new ImagesPerClassSpec { Train = train / 2, Validation = 4, Evaluation = 4 },
        Realisations = new RealisationsSpec { Train = 1, Validation = 1, Evaluation = 1 },
    };

    /// <returns>The digest of the dataset.</returns>
    public static string Prepare(string folder, DatasetSpec images)
    {
        var (spec, word) = (Path.Combine(folder, "dataset.json"), Path.Combine(folder, "last-word"));
        File.WriteAllText(spec, FillerJson.Serialize(images));
        using var worker = Start(folder, (WorkerEnvironment.DatasetSpec, spec), (WorkerEnvironment.TerminationLog, word));
        worker.process.WaitForExit();
        return TerminationMessage.TryParse(File.ReadAllText(word)) is DatasetReadyMessage ready ? ready.Digest : throw new InvalidOperationException(File.ReadAllText(word));
    }

    /// <summary>A process for this one trial, as in a pod.</summary>
    public static BenchWorker Cold(string folder, string digest, Trial trial)
    {
        var order = Path.Combine(folder, "trial.json");
        File.WriteAllText(order, FillerJson.Serialize(trial));
        return Start(folder, (WorkerEnvironment.Trial, order), (WorkerEnvironment.DatasetDigest, digest));
    }

    /// <summary>A process that takes orders, as under <c>filler run</c>.</summary>
    public static BenchWorker Serving(string folder) => Start(folder, (WorkerEnvironment.Orders, WorkerEnvironment.OrdersOnInput), ("MALLOC_ARENA_MAX", "1"));

    public void Order(Trial trial, string digest)
    {
        process.StandardInput.WriteLine(FillerJson.Serialize<WorkerOrder>(new RunOrder { Trial = trial, Dataset = digest }));
        process.StandardInput.Flush();
    }

    /// <summary>Events with the moment at which each arrived, up to the trial's result.</summary>
    public IEnumerable<(WorkerEvent Said, long At)> ToTheResult()
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (!line.StartsWith('{')) continue;
            var said = FillerJson.Deserialize<WorkerEvent>(line);
            yield return (said, Stopwatch.GetTimestamp());
            if (said is WorkerFinished) yield break;
        }

        throw new InvalidOperationException("the worker left without a result; its words are on standard error");
    }

    /// <summary>Seconds of processor time since the process began.</summary>
    public double Processor => process.TotalProcessorTime.TotalSeconds;

    /// <summary>A field of the kernel's account of the process, in MB: VmRSS, VmHWM.</summary>
    public double Memory(string field) =>
        double.Parse(File.ReadLines($"/proc/{process.Id}/status").Single(l => l.StartsWith(field + ":", StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]) * 1024 / 1e6;

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static BenchWorker Start(string folder, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[WorkerEnvironment.Store] = Path.Combine(folder, "store");
        start.Environment[WorkerEnvironment.Threads] = "1";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new BenchWorker(Process.Start(start)!);
    }

    private static ClassSpec Random(string name, double fraction) =>
        new() { Name = name, Structure = new StructureSpec { Random = new RandomStructureSpec { BoxNm = 400, VolumeFraction = fraction } } };
}
