using Filler.Api;
using Filler.Operator.Judging;
using Filler.Studies;
using k8s.Models;

namespace Filler.Operator.Tests.Judging;

/// <summary>docs/failure-semantics.md row by row: what a pod shows, what it is taken for, and what the planner makes of that.</summary>
public class FailureTableTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Stuck = new Patience().Stuck;

    /// <summary>By the table's first column: pods that it means. Later: seconds after creation at which they are looked at.</summary>
    private static readonly Dictionary<string, (V1Pod? Pod, bool StopAsked, double Later, TrialResult? Result)[]> Seen = new()
    {
        ["exit 0, a result in the store or in the last words"] = [(PodSamples.Exited(0), false, 70, Result())],
        ["exit 0, no result anywhere"] = [(PodSamples.Exited(0), false, 70, null)],
        ["exit 2"] = [(PodSamples.Exited(2, new FailedMessage { Attempt = 1, Message = "the network does not fit" }.ToLine()), false, 70, null)],
        ["exit 11"] = [(PodSamples.Exited(11), false, 70, null)],
        ["exit 3"] = [(PodSamples.Exited(3, "libtorch is missing"), false, 70, null)],
        ["exit 10 after a stop"] = [(PodSamples.Exited(10), true, 70, null), (PodSamples.Exited(137), true, 70, null), (null, true, 70, null)],
        ["exit 10, nobody asked"] = [(PodSamples.Exited(10), false, 70, null)],
        ["`OOMKilled`"] = [(PodSamples.Exited(137, reason: "OOMKilled"), false, 70, null)],
        ["`Evicted`, `DisruptionTarget` (preemption, drain), node shutdown"] =
        [
            (PodSamples.Evicted(), false, 70, null),
            (PodSamples.Exited(137).With("DisruptionTarget", "True", "PreemptionByScheduler", "preempting"), false, 70, null),
            (PodSamples.Exited(143).With("DisruptionTarget", "True", "EvictionByEvictionAPI", "evicting"), false, 70, null),
            (PodSamples.Exited(143).Deleted(30), false, 70, null),
        ],
        ["any other code or signal"] = [(PodSamples.Exited(1), false, 70, null), (PodSamples.Exited(12), false, 70, null), (PodSamples.Exited(134), false, 70, null)],
        ["pod gone without a word"] = [(null, false, 70, null)],
        ["deleted, and still there 30 s after its grace"] = [(PodSamples.Running().Deleted(60), false, 91, null)],
        ["runs, and its worker reports nothing for `trial.silenceSeconds` (45 s at least) and 45 s more"] = [(PodSamples.Running(), false, double.NaN, null)],
        ["no node, or no image, for `trial.startDeadlineSeconds`"] =
        [
            (PodSamples.Fresh().With("PodScheduled", "False", "Unschedulable", "0/3 nodes are available"), false, 1801, null),
            (PodSamples.Waiting("ImagePullBackOff", "Back-off pulling image"), false, 1801, null),
            (PodSamples.Waiting("CreateContainerConfigError", "secret \"credential\" not found"), false, 1801, null),
        ],
    };

    public static TheoryData<string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var (seen, kind, follows) in Table()) rows.Add(seen, kind, follows);
            return rows;
        }
    }

    [Fact]
    public void The_page_and_the_code_know_the_same_cases() =>
        Assert.Equal(Seen.Keys.Order(StringComparer.Ordinal), Table().Select(r => r.Seen).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_the_page_says_is_what_happens(string seen, string kind, string follows)
    {
        foreach (var (pod, stopAsked, later, result) in Seen[seen])
        {
            var now = PodSamples.Created.AddSeconds(double.IsNaN(later) ? 70 : later);
            var verdict = double.IsNaN(later) ? PodJudgement.Hung(pod!, TimeSpan.FromMinutes(5), now)
                : pod is null ? PodJudgement.Missing(stopAsked)
                : Assert.IsType<PodVerdict.Ended>(PodJudgement.Of(pod, stopAsked, Deadline, Stuck, now));

            Assert.Equal(kind, $"`{verdict.Kind}`");
            var (phase, crashes) = Judge(verdict, stopAsked, result);
            var wanted = follows.Split(["; until", ", its message"], StringSplitOptions.None)[0];
            Assert.Equal(Expected(wanted), (phase, crashes));
        }
    }

    [Theory]
    [InlineData("SchedulingGated", false)]
    [InlineData("Unschedulable", true)]
    public void Time_behind_a_scheduling_gate_does_not_count(string reason, bool ends)
    {
        var pod = PodSamples.Fresh().With("PodScheduled", "False", reason, "waits");

        Assert.Equal(ends, PodJudgement.Of(pod, stopAsked: false, Deadline, Stuck, PodSamples.Created.AddDays(1)) is PodVerdict.Ended);
        Assert.IsType<PodVerdict.Waiting>(PodJudgement.Of(pod, stopAsked: false, TimeSpan.Zero, Stuck, PodSamples.Created.AddDays(1)));
    }

    [Fact]
    public void The_last_line_of_a_log_is_passed_on_where_the_worker_left_no_word() =>
        Assert.Equal("the worker died with signal 6: corrupted list", ((PodVerdict.Ended)PodJudgement.Of(PodSamples.Exited(134, "first\ncorrupted list\n"), false, Deadline, Stuck, PodSamples.Created)).Message);

    [Fact]
    public void A_pod_that_is_being_deleted_has_its_grace()
    {
        var pod = PodSamples.Running().Deleted(60);

        Assert.IsType<PodVerdict.Running>(PodJudgement.Of(pod, false, Deadline, Stuck, PodSamples.Created.AddSeconds(89)));
        Assert.IsType<PodVerdict.Ended>(PodJudgement.Of(pod, false, Deadline, Stuck, PodSamples.Created.AddSeconds(90)));
    }

    /// <summary>What the words of the table's last column mean for a first attempt with one retry left.</summary>
    private static (string Phase, int Crashes) Expected(string follows) => follows switch
    {
        "trial Succeeded" => ("Succeeded", 0),
        "trial Failed" or "trial Failed with the scheduler's or kubelet's words" => ("Failed", 0),
        "Paused or Pruned" => ("Pruned", 0),
        _ when follows.Contains("not counted", StringComparison.Ordinal) => ("again", 0),
        _ when follows.Contains("counted", StringComparison.Ordinal) && follows.Contains("tried again", StringComparison.Ordinal) => ("again", 1),
        _ => throw new InvalidDataException($"the page says '{follows}', which this test does not understand"),
    };

    /// <summary>The planner's answer; what is counted and tried again fails when its retries are used up.</summary>
    private static (string Phase, int Crashes) Judge(PodVerdict.Ended verdict, bool stopAsked, TrialResult? result)
    {
        var study = SampleStudy.Of("s");
        var record = TrialRecord.Create(study, new TrialSpec { Study = "s", StudyUid = study.Metadata.Uid, Parameters = SampleStudy.Point });
        var running = TrialRecord.Begin(record.Status, 1, PodSamples.Created)!;
        if (stopAsked) running = TrialRecord.Stop(running, new PlanStep.StopTrial(0, StopKind.Prune, "not worth more"))!;
        var ended = TrialRecord.Exit(running, new AttemptExit(1, verdict.Kind, verdict.Message), result)!;
        var plan = StudyPlanner.Decide(study, [record with { Status = ended }], PodSamples.Created.AddMinutes(1));
        var phase = plan.Steps.OfType<PlanStep.SettleTrial>().SingleOrDefault(s => s.Number == 0)?.Phase.ToString()
            ?? (plan.Steps.Any(s => s is PlanStep.RunAttempt { Number: 0, Attempt: 2 }) ? "again" : "nothing");
        return (phase, ended.Crashes);
    }

    private static TrialResult Result() => new()
    {
        Attempt = 1,
        BestEpoch = 1,
        ValidationMetric = 0.9,
        EvaluationLoss = 0.1,
        ConfusionMatrix = [[9, 1], [1, 9]],
        Epochs = [],
        Architecture = "C1F1",
        Weights = 1,
        FlopsPerImage = 1,
        TrainSeconds = 1,
        ImagesPerSecond = 1,
        Device = "cpu",
        Checkpoint = "c",
    };

    private static IEnumerable<(string Seen, string Kind, string Follows)> Table() =>
        // The page's first part; further tables are about other things.
        from line in File.ReadLines(Path.Combine(Repository.Root, "docs", "failure-semantics.md")).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))
        where line.StartsWith('|') && !line.StartsWith("| seen", StringComparison.Ordinal) && !line.StartsWith("|---", StringComparison.Ordinal)
        let cells = line.Trim('|').Split('|').Select(c => c.Trim()).ToArray()
        select (cells[0], cells[1], cells[2]);
}
