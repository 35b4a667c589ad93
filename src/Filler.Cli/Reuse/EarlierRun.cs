using Filler.Api;
using Filler.Cli.Records;

namespace Filler.Cli.Reuse;

/// <summary>The record of an earlier study that this one is to learn from.</summary>
internal sealed record EarlierRun(Study Study, IReadOnlyList<Trial> Trials)
{
    /// <summary>The run folders that <c>search.warmStart</c> names.</summary>
    /// <param name="manifestFolder">Relative paths count from there.</param>
    /// <exception cref="CommandFailure">A folder is missing, holds no run, is this study's own, or its record is damaged.</exception>
    public static IReadOnlyList<EarlierRun> Find(StudySpec spec, string manifestFolder, RunFolder own) =>
        [.. spec.Search.WarmStart.Select((source, i) => Read($"spec.search.warmStart[{i}].study", source.Study, manifestFolder, own))];

    private static EarlierRun Read(string field, string named, string manifestFolder, RunFolder own)
    {
        // A name beside this run's folder, a path from the manifest's; an absolute path is itself in both.
        string[] places = [.. new[] { manifestFolder, Path.GetDirectoryName(Path.GetFullPath(own.Path)) ?? "" }.Select(f => Path.GetFullPath(named, f)).Distinct()];
        if (places.Contains(Path.GetFullPath(own.Path)))
            throw Refused(field, named, "is this study's own run folder", "name an earlier study");
        var found = places.Select(p => new RunFolder(p)).FirstOrDefault(f => File.Exists(f.Study))
            ?? throw Refused(field, named, $"no run there (looked in {string.Join(" and ", places)})", "write the path of a run folder that filler run made");
        return new EarlierRun(found.ReadStudy()!, found.ReadTrials());
    }

    private static CommandFailure Refused(string field, string named, string problem, string fix) => new(ExitCode.BadInput, $"{field}: '{named}': {problem}; {fix}");
}
