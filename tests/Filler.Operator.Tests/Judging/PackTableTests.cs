using Filler.Api;
using Filler.Operator.Judging;
using k8s.Models;

namespace Filler.Operator.Tests.Judging;

/// <summary>The table of packs in docs/failure-semantics.md row by row, and that a process's own end is judged as its pod's would be.</summary>
public class PackTableTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Stuck = new Patience().Stuck;

    /// <summary>By the table's first column: packs that it means.</summary>
    private static readonly Dictionary<string, (V1Pod? Pack, double Later)[]> Seen = new()
    {
        ["the pack is `OOMKilled`"] = [(PodSamples.Exited(137, reason: "OOMKilled"), 70)],
        ["the pack is evicted, preempted, drained, deleted, or its node is lost"] =
        [
            (PodSamples.Evicted(), 70),
            (PodSamples.Exited(143).With("DisruptionTarget", "True", "EvictionByEvictionAPI", "evicting"), 70),
            (PodSamples.Exited(137).Deleted(30), 70),
            (PodSamples.Exited(10), 70),
            (PodSamples.Running().Deleted(60), 91),
            (null, 70),
        ],
        ["the pack's own worker ends in any other way"] = [(PodSamples.Exited(0), 70), (PodSamples.Exited(2, "FILLER_SEATS: no number"), 70), (PodSamples.Exited(3), 70), (PodSamples.Exited(139), 70)],
        ["no node, or no image, for the pack for `trial.startDeadlineSeconds`"] = [(PodSamples.Fresh().With("PodScheduled", "False", "Unschedulable", "0/3 nodes are available"), 1801)],
    };

    public static TheoryData<int, bool, string> Ends
    {
        get
        {
            var ends = new TheoryData<int, bool, string>();
            foreach (var code in new[] { 0, 1, 2, 3, 10, 11, 12, 134, 137 })
            {
                ends.Add(code, false, "");
                ends.Add(code, true, "some last words");
            }

            return ends;
        }
    }

    [Fact]
    public void The_page_and_the_code_agree_on_packs()
    {
        var table = Table().ToDictionary(r => r.Seen, r => r.Kind);
        Assert.Equal(Seen.Keys.Order(StringComparer.Ordinal), table.Keys.Order(StringComparer.Ordinal));
        Assert.All(Seen, row => Assert.All(row.Value, look =>
        {
            var now = PodSamples.Created.AddSeconds(look.Later);
            var verdict = Assert.IsType<PodVerdict.Ended>(PodJudgement.InPack(look.Pack, stopAsked: false, Deadline, Stuck, PodSamples.Created.AddSeconds(40), now));
            Assert.Equal(table[row.Key], $"`{verdict.Kind}`");
        }));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void A_processs_end_is_judged_as_a_pods(int code, bool stopAsked, string words)
    {
        var pod = (PodVerdict.Ended)PodJudgement.Of(PodSamples.Exited(code, words), stopAsked, Deadline, Stuck, PodSamples.Created.AddSeconds(70));

        Assert.Equal(pod, PodJudgement.Of(new ProcessEnd(code, words.Length > 0 ? words : ProcessEnd.NoWords, 60), PodSamples.Running(), stopAsked));
    }

    [Fact]
    public void A_process_killed_while_its_pack_is_told_to_leave_is_lost() =>
        Assert.Equal(ExitKind.Lost, PodJudgement.Of(new ProcessEnd(137, "", 5), PodSamples.Running().Deleted(30), stopAsked: false).Kind);

    [Fact]
    public void An_attempt_holds_its_pack_from_its_own_begin_to_the_packs_end()
    {
        // The container ran from second 5 to second 65; the operator looks an hour later.
        var verdict = (PodVerdict.Ended)PodJudgement.InPack(PodSamples.Exited(139), false, Deadline, Stuck, PodSamples.Created.AddSeconds(40), PodSamples.Created.AddHours(1));

        Assert.Equal(25, verdict.Seconds);
        Assert.Equal("", verdict.LastWords);
        Assert.StartsWith("pod s-0000-1: ", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_attempt_in_a_pack_that_runs_or_waits_goes_on()
    {
        Assert.IsType<PodVerdict.Running>(PodJudgement.InPack(PodSamples.Running(), true, Deadline, Stuck, PodSamples.Created, PodSamples.Created.AddDays(1)));
        Assert.IsType<PodVerdict.Waiting>(PodJudgement.InPack(PodSamples.Waiting("ImagePullBackOff", "Back-off"), false, Deadline, Stuck, PodSamples.Created, PodSamples.Created.AddSeconds(9)));
    }

    [Fact]
    public void One_that_is_told_to_stop_while_its_pack_waits_has_stopped() =>
        Assert.Equal(ExitKind.Stopped, ((PodVerdict.Ended)PodJudgement.InPack(PodSamples.Waiting("ImagePullBackOff", "Back-off"), true, TimeSpan.Zero, Stuck, PodSamples.Created, PodSamples.Created.AddSeconds(9))).Kind);

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(137)]
    public void One_that_was_told_to_stop_has_stopped_when_its_pack_is_gone(int code)
    {
        Assert.Equal(ExitKind.Stopped, ((PodVerdict.Ended)PodJudgement.InPack(PodSamples.Exited(code), true, Deadline, Stuck, PodSamples.Created, PodSamples.Created.AddDays(1))).Kind);
        Assert.Equal(ExitKind.Stopped, ((PodVerdict.Ended)PodJudgement.InPack(null, true, Deadline, Stuck, PodSamples.Created, PodSamples.Created.AddDays(1))).Kind);
    }

    private static IEnumerable<(string Seen, string Kind)> Table() =>
        from line in File.ReadLines(Path.Combine(Repository.Root, "docs", "failure-semantics.md")).SkipWhile(l => l != "## Packs").Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))
        where line.StartsWith('|') && !line.StartsWith("| seen", StringComparison.Ordinal) && !line.StartsWith("|---", StringComparison.Ordinal)
        let cells = line.Trim('|').Split('|').Select(c => c.Trim()).ToArray()
        select (cells[0], cells[1]);
}
