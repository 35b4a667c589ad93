using System.Diagnostics.Metrics;
using Filler.Api;
using Filler.Kubernetes.Caching;
using Filler.Studies;

namespace Filler.Operator.Telemetry;

/// <summary>Figures of all studies that this operator watches, read from its caches when somebody asks.</summary>
internal sealed class StudyMetrics : IDisposable
{
    public const string MeterName = "Filler.Operator";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> attempts;

    public StudyMetrics(IEntityCache<Study> studies, IEntityCache<Trial> trials)
    {
        meter.CreateObservableGauge("filler.studies", () => Studies(studies), null, "Studies by phase");
        meter.CreateObservableGauge("filler.trials", () => Trials(studies), null, "Trials by phase, as the studies' status counts them");
        meter.CreateObservableGauge("filler.slots.idle", () => Going(studies).Sum(s => Math.Max(0, s.Spec.Search.ParallelTrials - Active(s))), null, "Slots of running studies in which no trial runs");
        meter.CreateObservableGauge("filler.images.per_second", () => Running(trials).Sum(t => t.Status.Report?.ImagesPerSecond ?? 0), null, "Training images per second of all trials that run");
        meter.CreateObservableGauge("filler.epochs.running", () => Running(trials).Sum(t => t.Status.Epochs.Count), null, "Epochs on record of the trials that run");
        attempts = meter.CreateCounter<long>("filler.attempts", null, "Attempts that ended, by how they ended");
    }

    public void AttemptEnded(ExitKind kind) => attempts.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));

    public void Dispose() => meter.Dispose();

    private static IEnumerable<Measurement<int>> Studies(IEntityCache<Study> studies) =>
        studies.List().GroupBy(s => s.Status?.Phase ?? "New").Select(g => new Measurement<int>(g.Count(), new KeyValuePair<string, object?>("phase", g.Key)));

    private static IEnumerable<Measurement<int>> Trials(IEntityCache<Study> studies)
    {
        var counts = studies.List().Select(s => s.Status?.Trials ?? new TrialCounts()).ToList();
        return
        [
            Of("Pending", counts.Sum(c => c.Pending)), Of("Running", counts.Sum(c => c.Running)), Of("Paused", counts.Sum(c => c.Paused)),
            Of("Succeeded", counts.Sum(c => c.Succeeded)), Of("Pruned", counts.Sum(c => c.Pruned)), Of("Failed", counts.Sum(c => c.Failed)),
        ];

        static Measurement<int> Of(string phase, int count) => new(count, new KeyValuePair<string, object?>("phase", phase));
    }

    private static IEnumerable<Study> Going(IEntityCache<Study> studies) => studies.List().Where(s => s is { Spec.Suspend: false, Status: { FinishTime: null, Phase: "Running" } });

    private static int Active(Study study) => study.Status?.Trials.Running ?? 0;

    private static IEnumerable<Trial> Running(IEntityCache<Trial> trials) => trials.List().Where(t => TrialRecord.IsUnderWay(t.Status));
}
