using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Filler.Api;

namespace Filler.Worker.Tests;

/// <summary>A folder with a store, and the worker as a process in it, started as a pod starts it.</summary>
internal sealed partial class WorkerRun : IDisposable
{
    private static readonly string Program = typeof(WorkerRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Worker").Value!;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("filler-worker-");

    public static DatasetSpec Dataset { get; } = new()
    {
        Classes =
        [
            new ClassSpec { Name = "gathered", Structure = new StructureSpec { Aggregates = new AggregatesStructureSpec { Preset = "nonModifiedSbr", BoxNm = 400, AgglomerateRadiusNm = 80 } } },
            new ClassSpec { Name = "random", Structure = new StructureSpec { Random = new RandomStructureSpec { BoxNm = 400 } } },
        ],
        Slices = new SlicesSpec { FieldOfViewNm = 200, Pixels = 16 },
        ImagesPerClass = new ImagesPerClassSpec { Train = 48, Validation = 16, Evaluation = 24 },
        Realisations = new RealisationsSpec { Train = 1, Validation = 1, Evaluation = 1 },
    };

    public string Store => At("store");

    public string At(string name) => Path.Combine(folder.FullName, name);

    /// <summary>A trial's file, as the pod's annotation gives it.</summary>
    public Trial WriteTrial(int epochs, int attempt = 1, string space = "lab", ModelSpec? model = null, int batch = 16)
    {
        var trial = Trial(number: 0, epochs, attempt, space, model, batch);
        File.WriteAllText(At("trial.json"), FillerJson.Serialize(trial));
        return trial;
    }

    public static Trial Trial(int number, int epochs, int attempt = 1, string space = "lab", ModelSpec? model = null, int batch = 16) =>
        new()
        {
            Metadata = new() { Name = $"tiny-{number:D4}", NamespaceProperty = space, Uid = "u" },
            Spec = new TrialSpec
            {
                Number = number,
                Seed = 5,
                Study = "tiny",
                // An API server takes no empty text.
                Explanation = "by hand",
                StudyUid = "s",
                Dataset = Dataset,
                Model = model ?? new ModelSpec { ConvLayers = 1, Filters = 4, DenseLayers = 1, DenseUnits = 16 },
                Training = new TrainingSpec { Epochs = epochs, BatchSize = batch, LearningRate = 0.003 },
            },
            Status = new TrialStatus { Attempt = attempt },
        };

    public Task<WorkerEnd> PrepareAsync(DatasetSpec spec)
    {
        File.WriteAllText(At("dataset.json"), FillerJson.Serialize(spec));
        return EndAsync(Start(new() { [WorkerEnvironment.DatasetSpec] = At("dataset.json") }));
    }

    public Process StartTrial(string digest, Dictionary<string, string>? more = null) =>
        Start(new(more ?? []) { [WorkerEnvironment.Trial] = At("trial.json"), [WorkerEnvironment.DatasetDigest] = digest });

    public Process Serve(string orders = WorkerEnvironment.OrdersOnInput) => Start(new() { [WorkerEnvironment.Orders] = orders });

    /// <summary>As <see cref="StartTrial"/>, with so many bytes for its heap and no more (RLIMIT_DATA).</summary>
    public Process StartHeldTo(long bytes, string digest, Dictionary<string, string> more) =>
        Start(new(more) { [WorkerEnvironment.Trial] = At("trial.json"), [WorkerEnvironment.DatasetDigest] = digest }, "/bin/sh", "-c", $"ulimit -d {bytes >> 10}; exec dotnet {Program}");

    public Process StartPack(int seats, string space, string podUid, string kubeConfig) => Start(new()
    {
        [WorkerEnvironment.Seats] = $"{seats}",
        [WorkerEnvironment.Namespace] = space,
        [WorkerEnvironment.PodUid] = podUid,
        ["KUBECONFIG"] = kubeConfig,
    });

    public async Task<WorkerEnd> EndAsync(Process process)
    {
        using var ended = process;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var word = File.Exists(At("last-word")) ? await File.ReadAllTextAsync(At("last-word")) : null;
        return new WorkerEnd(process.ExitCode, TerminationMessage.TryParse(word), await output, await error);
    }

    public static void Terminate(Process process) => Assert.Equal(0, Signal(process.Id, 15));

    public void Dispose() => folder.Delete(recursive: true);

    private Process Start(Dictionary<string, string> environment, params string[] command)
    {
        if (command.Length == 0) command = ["dotnet", Program];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        start.Environment[WorkerEnvironment.Store] = Store;
        start.Environment[WorkerEnvironment.Threads] = "1";
        start.Environment[WorkerEnvironment.TerminationLog] = At("last-word");
        return Process.Start(start)!;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    internal sealed record WorkerEnd(int Code, TerminationMessage? LastWord, string Output, string Error);
}
