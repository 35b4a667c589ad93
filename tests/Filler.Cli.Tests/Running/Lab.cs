using System.Reflection;
using Filler.Api;
using Filler.Cli.Datasets;
using Filler.Cli.Records;
using Filler.Cli.Running;
using Filler.Cli.Screens;
using Filler.Cli.Workers;
using Filler.Storage;
using k8s.Models;

namespace Filler.Cli.Tests.Running;

/// <summary>A run folder, a small study and the fake worker: everything that the runner needs but images.</summary>
internal sealed class Lab : IDisposable, IRunScreen
{
    private readonly TestFolder folder = new();

    public Lab()
    {
        Run = new RunFolder(folder.At("run"));
        Run.Make();
    }

    public static string FakeWorker { get; } = typeof(Lab).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "FakeWorker").Value!;

    public RunFolder Run { get; }

    public List<string> Notes { get; } = [];

    public List<RunView> Views { get; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>That its workers are spread to.</summary>
    public IReadOnlyList<string> Cards { get; init; } = [];

    public int AtOnce { get; init; } = int.MaxValue;

    public IDatasets Datasets { get; init; } = new ReadyDatasets();

    /// <summary>Called on the runner's loop after each change, e.g. to stop at a moment.</summary>
    public Action<LocalStudyRunner, RunView>? OnView { get; set; }

    private LocalStudyRunner? Runner { get; set; }

    public static Study Study(int trials = 3, int parallel = 2, int epochs = 3, int retries = 3, int maxFailed = 5, int silenceSeconds = 300) => new()
    {
        Metadata = new V1ObjectMeta { Name = "tiny", Uid = "00000000-0000-0000-0000-000000000001" },
        Spec = new StudySpec
        {
            Dataset = new DatasetSpec { Classes = [OfSpheres("a"), OfSpheres("b")] },
            Training = new TrainingSpec { Epochs = epochs },
            Search = new SearchSpec
            {
                Algorithm = "random",
                Parameters = [new ParameterSpec { Path = "training.learningRate", Double = new DoubleRange { Min = 1e-4, Max = 1e-1, Scale = "log" } }],
                Pruning = new PruningSpec { Algorithm = "none" },
                MaxTrials = trials,
                ParallelTrials = parallel,
                MaxFailedTrials = maxFailed,
            },
            Trial = new TrialRunSpec { Retries = retries, SilenceSeconds = silenceSeconds },
        },
    };

    /// <summary>What attempts do wrong: lines <c>trial attempt deed epoch</c>, see the fake worker.</summary>
    public void Script(params string[] lines) => File.WriteAllLines(folder.At("run", "fake-worker.txt"), lines);

    public string LogOf(Trial trial) => File.ReadAllText(Run.Log(trial));

    public async Task<RunEnd> RunAsync(Study study)
    {
        Run.Write(study);
        var store = new FolderBlobStore(Run.Store(study));
        await using var workers = new WorkerPool(new WorkerProgram(FakeWorker), Run, store.Address, 1, "auto", Cards);
        Runner = new LocalStudyRunner(Run, study, store, workers, Datasets, this, Time) { AtOnce = AtOnce };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await Runner.RunAsync(patience.Token);
    }

    public void Note(string line) => Notes.Add(line);

    public void Show(RunView view)
    {
        Views.Add(view);
        OnView?.Invoke(Runner!, view);
    }

    public void Dispose() => folder.Dispose();

    private static ClassSpec OfSpheres(string name) => new() { Name = name, Structure = new StructureSpec { Random = new RandomStructureSpec() } };

    private sealed class ReadyDatasets : IDatasets
    {
        public string Prepare(DatasetSpec section, Action<RunFact> report)
        {
            report(new DatasetReady("images", new string('0', 64)));
            return "images";
        }

        public string? ImagesDigest(DatasetSpec section) => new string('0', 64);
    }
}
