using Filler.Api;
using Filler.Cli.Records;
using Filler.Studies;

namespace Filler.Cli.Reuse;

/// <summary>The earlier trials that count for a run, kept beside its record: the earlier study may go on or go away, the decisions must not change.</summary>
internal static class WarmStartFile
{
    /// <summary>What is kept; else what the earlier runs say, kept from now on.</summary>
    /// <param name="images">See <see cref="Datasets.IDatasets.ImagesDigest"/>.</param>
    /// <param name="note">Told how much of each study is used.</param>
    public static IReadOnlyList<EarlierTrial> Take(
        RunFolder folder, StudySpec spec, Func<IReadOnlyList<EarlierRun>> earlier, Func<DatasetSpec, string?> images, Action<string> note)
    {
        if (spec.Search.WarmStart.Count == 0) return [];
        if (folder.ReadWarmStart() is { } kept) return kept;
        var taken = new List<EarlierTrial>();
        foreach (var run in earlier())
        {
            var mapped = WarmStart.Map(spec, run.Study.Metadata.Name, run.Trials, images);
            taken.AddRange(mapped.Trials);
            note(Summary(run, mapped));
        }

        folder.WriteWarmStart(taken);
        return taken;
    }

    private static string Summary(EarlierRun run, EarlierTrials mapped)
    {
        var discounted = mapped.Trials.Where(t => t.Discount is not null).ToList();
        var reasons = string.Join("; ", discounted.Select(t => t.Discount).Distinct());
        var first = mapped.LeftOut.Count > 0 ? $" (trial {mapped.LeftOut.First().Key} {mapped.LeftOut.First().Value})" : "";
        return $"warm start: study {run.Study.Metadata.Name}: {mapped.Trials.Count - discounted.Count} trials as they are, {discounted.Count} discounted"
            + (discounted.Count > 0 ? $" ({reasons})" : "") + $", {mapped.LeftOut.Count} left out{first}";
    }
}
