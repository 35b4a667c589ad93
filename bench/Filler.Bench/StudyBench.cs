using Filler.Api;

namespace Filler.Bench;

/// <summary>Share of the wall time in which a run's slots were training, from its record alone.</summary>
internal static class StudyBench
{
    public static int Run(string folder, TextWriter output)
    {
        var study = FillerJson.Deserialize<Study>(File.ReadAllText(Path.Combine(folder, "study.json")));
        var trials = Directory.EnumerateFiles(Path.Combine(folder, "trials"), "*.json").Select(f => FillerJson.Deserialize<Trial>(File.ReadAllText(f))).ToList();
        // "After the dataset": trials are recorded as started while their images are still being cut.
        var datasets = Directory.EnumerateFiles(folder, "manifest.json", SearchOption.AllDirectories).Select(f => new DateTimeOffset(File.GetLastWriteTimeUtc(f)));
        var start = datasets.Append(trials.Min(t => t.Status.StartTime)!.Value).Where(t => t < trials.Max(x => x.Status.FinishTime)).Order().Take(2).Last();
        var end = trials.Max(t => t.Status.FinishTime)!.Value;
        var wall = (end - start).TotalSeconds;
        var trained = trials.Sum(t => t.Status.Epochs.Sum(e => e.Seconds));
        var slots = study.Spec.Search.ParallelTrials;
        output.WriteLine($"study: {trials.Count} trials, {trials.Sum(t => t.Status.Attempt)} attempts, {trials.Sum(t => t.Status.Epochs.Count)} epochs in {wall:N1} s from first start to last finish");
        output.WriteLine($"study: {trained:N1} s of training in {slots} slots: utilisation {trained / (slots * wall):P1} (target 90 %; the rest is process start, evaluation, checkpoints and the last trial alone)");
        return 0;
    }
}
