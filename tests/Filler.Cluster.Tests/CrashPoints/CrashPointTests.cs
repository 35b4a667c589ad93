using Xunit.Abstractions;

namespace Filler.Cluster.Tests.CrashPoints;

/// <summary>
/// The operator's program is killed at its API writes, one run for each, and what the study leaves behind must be what it leaves behind undisturbed. The default
/// is every fifth write; <c>FILLER_CRASH_POINTS=all</c> kills at every write, before and after it takes effect.
/// </summary>
[Collection(CrashPlane.Name)]
public class CrashPointTests(CrashPlane plane, ITestOutputHelper said)
{
    private const int AtOnce = 2;

    private static bool IsWhole => Environment.GetEnvironmentVariable("FILLER_CRASH_POINTS") == "all";

    public static TheoryData<string> Studies => new(CrashStudies.All.Select(s => s.Name));

    [SkippableTheory]
    [MemberData(nameof(Studies))]
    public async Task Killed_at_a_write_it_leaves_what_an_undisturbed_run_leaves(string name)
    {
        plane.Require();
        var study = CrashStudies.All.Single(s => s.Name == name);
        var (expected, writes) = await CrashRun.UndisturbedAsync(plane.ControlPlane, study);
        said.WriteLine($"{name}: {writes.Count} writes undisturbed");
        foreach (var (write, i) in writes.Select((w, i) => (w, i + 1))) said.WriteLine($"  {i} {write}");

        var outcomes = new List<CrashOutcome>();
        await Parallel.ForEachAsync(Points(writes.Count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (point, _) =>
        {
            var outcome = await CrashRun.KilledAsync(plane.ControlPlane, study, point, expected);
            lock (outcomes) outcomes.Add(outcome);
            lock (said) said.WriteLine($"  {point}: {outcome}");
        });

        var recoveries = outcomes.Where(o => o.Recovery is not null).Select(o => o.Recovery!.Value.TotalSeconds).Order().ToList();
        said.WriteLine($"{name}: {outcomes.Count(o => o.Killed)} kills at {writes.Count} writes, all ended as undisturbed; start of the new process to its first write: mean {recoveries.Average():0.00} s, longest {recoveries[^1]:0.00} s");
        Assert.InRange(outcomes.Count(o => o.Killed), Points(writes.Count).Count * 3 / 4, int.MaxValue);
    }

    /// <summary>All of them, or every fifth, before and after its effect in turn: the same ones in every run.</summary>
    private static List<CrashPoint> Points(int writes) => IsWhole
        ? [.. Enumerable.Range(1, writes).SelectMany(w => new[] { new CrashPoint(w, CrashKind.RequestLost), new CrashPoint(w, CrashKind.AnswerLost) })]
        : [.. Enumerable.Range(1, writes).Where(w => w % 5 == 2).Select((w, i) => new CrashPoint(w, i % 2 == 0 ? CrashKind.AnswerLost : CrashKind.RequestLost))];
}
