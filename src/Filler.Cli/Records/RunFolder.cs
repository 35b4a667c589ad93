using System.Text.Json;
using Filler.Api;
using Filler.Studies;

namespace Filler.Cli.Records;

/// <summary>The record of a run: one study, one file per trial, each written whole. Whoever holds the lock writes; anyone may read.</summary>
internal sealed class RunFolder(string path)
{
    public string Path { get; } = path;

    /// <summary>The manifest as the user gave it.</summary>
    public string Manifest => At("study.yaml");

    /// <summary>The <see cref="Api.Study"/> with overrides applied, its uid and its status.</summary>
    public string Study => At("study.json");

    public string Report => At("report.html");

    public string Lock => At(".lock");

    public string LockHolder => At(".lock-holder");

    private string Trials => At("trials");

    private string WarmStart => At("warm-start.json");

    /// <summary>Address of the blob store: the manifest's folder, else one beside the record.</summary>
    public string Store(Study study) => System.IO.Path.GetFullPath(study.Spec.Storage.Folder ?? At("store"));

    public string Log(Trial trial) => At("logs", $"{trial.Metadata.Name}-attempt-{trial.Status.Attempt}.log");

    /// <summary>Whether a name on the command line means a folder: there is one, or the name is a path. Else it is a study in a cluster.</summary>
    public static bool IsMeantBy(string name) => Directory.Exists(name) || name.Contains(System.IO.Path.DirectorySeparatorChar) || name.StartsWith('.');

    public RunPlaces Places(Study study)
    {
        var lines = new List<(string What, string Where)> { ("record", Path), ("store", Relative(Store(study))) };
        if (File.Exists(Report)) lines.Add(("report", Report));
        if (study.Status?.Best?.Checkpoint is { } checkpoint)
        {
            var weights = Relative(System.IO.Path.Combine(Store(study), checkpoint));
            lines.Add(("weights", weights));
            // The script rebuilds no generators.
            if (study.Spec.Task != Tasks.SuperResolution) lines.Add(("load", $"python3 examples/load_model.py {weights} {Images(study)}"));
        }

        return new RunPlaces(lines, File.Exists(Report) ? $"{TypedName.Filler} report {Path}   (what to conclude, what to run next), or open {Report} in a browser" : $"{TypedName.Filler} report {Path}");
    }

    /// <summary>Images to try a model on: the evaluation images, where the store holds those of one dataset.</summary>
    private string Images(Study study)
    {
        var datasets = System.IO.Path.Combine(Store(study), "datasets");
        string[] images = Directory.Exists(datasets) ? Directory.GetFiles(datasets, "evaluation-images.npy", SearchOption.AllDirectories) : [];
        return images is [var only] ? Relative(only) : "images.npy";
    }

    /// <exception cref="CommandFailure">The folder cannot be made.</exception>
    public void Make()
    {
        foreach (var folder in new[] { Trials, At("logs") }) AtomicFile.MakeFolder(folder);
    }

    /// <summary>Null where the folder holds no run.</summary>
    /// <exception cref="CommandFailure">The record is damaged.</exception>
    public Study? ReadStudy() => File.Exists(Study) ? Read<Study>(Study) : null;

    /// <exception cref="CommandFailure">The folder holds no run, or its record is damaged.</exception>
    public Study RequireStudy() => ReadStudy()
        ?? throw new CommandFailure(ExitCode.BadInput, $"{Path}: holds no run (no study.json); name a folder that filler run made, e.g. runs/quickstart");

    /// <summary>In order of their numbers.</summary>
    /// <exception cref="CommandFailure">A record is damaged.</exception>
    public IReadOnlyList<Trial> ReadTrials() => Directory.Exists(Trials)
        ? [.. Directory.EnumerateFiles(Trials, "*.json").Select(Read<Trial>).OrderBy(t => t.Spec.Number)]
        : [];

    /// <summary>The trials of earlier studies that count for this run; null before they were taken.</summary>
    /// <exception cref="CommandFailure">The record is damaged.</exception>
    public IReadOnlyList<EarlierTrial>? ReadWarmStart() => File.Exists(WarmStart) ? Read<List<EarlierTrial>>(WarmStart) : null;

    public void WriteWarmStart(IReadOnlyList<EarlierTrial> trials) => AtomicFile.Write(WarmStart, FillerJson.Serialize(trials, indented: true));

    public void Write(Study study) => AtomicFile.Write(Study, FillerJson.Serialize(study, indented: true));

    public void Write(Trial trial) => AtomicFile.Write(At("trials", $"{trial.Metadata.Name}.json"), FillerJson.Serialize(trial, indented: true));

    private static T Read<T>(string file)
    {
        try
        {
            return FillerJson.Deserialize<T>(File.ReadAllText(file));
        }
        catch (JsonException e)
        {
            throw new CommandFailure(
                ExitCode.BadInput,
                $"{file}: not a {typeof(T).Name} record of this version ({e.Message}); restore the file, or start over in another --run-folder",
                e);
        }
    }

    private static string Relative(string path)
    {
        var relative = System.IO.Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private string At(params string[] names) => System.IO.Path.Combine([Path, .. names]);
}
