using Filler.Api;
using Filler.Cli.Records;

namespace Filler.Cli.Studies;

/// <summary>The command that runs a study once more beside itself, to be ended by <c>--set</c> options, on the same store.</summary>
internal static class RunAgain
{
    /// <param name="step">Counts suggestions, so that each has a folder of its own.</param>
    public static string Here(RunFolder folder, Study study, int step)
    {
        var path = Path.TrimEndingDirectorySeparator(folder.Path);
        // Files that a manifest names by relative paths lie beside it, not beside the record.
        var manifest = NamesRelativeFiles(study.Spec.Dataset) ? "STUDY.yaml" : folder.Study;
        var store = study.Spec.Storage.Folder is not null ? ""
            : manifest == folder.Study ? " --set storage.folder=store"
            : $" --set {Quoted($"storage.folder={folder.Store(study)}")}";
        return $"{TypedName.Filler} run {Quoted(manifest)} --run-folder {Quoted($"{path}-next{step}")}{store}";
    }

    /// <inheritdoc cref="Here"/>
    public static string InCluster(Study study, int step) =>
        $"{TypedName.Filler} submit STUDY.yaml -n {study.Metadata.NamespaceProperty} --set metadata.name={study.Metadata.Name}-next{step}";

    private static bool NamesRelativeFiles(DatasetSpec dataset) => dataset.Classes
        .Select(c => c.Structure.MeasuredFile())
        .OfType<string>()
        .Any(f => !Path.IsPathRooted(f) && !f.StartsWith('$') && !f.StartsWith('~'));

    private static string Quoted(string word) => word.Any(c => char.IsWhiteSpace(c) || c is '\'' or '"' or '$' or '&' or ';' or '(' or ')') ? $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'" : word;
}
