using Filler.Api;

namespace Filler.Studies;

/// <summary>The records in order of number, each judged by its own facts; ended attempts already stand in the phase they will be settled in.</summary>
internal sealed class Ledger
{
    private readonly SortedSet<int> due = [];

    private Ledger()
    {
    }

    /// <summary>In order of number.</summary>
    public List<Trial> Trials { get; } = [];

    public List<PlanStep> Settlements { get; } = [];

    /// <summary>Trials that want their next attempt, and why, in order of number.</summary>
    public List<(Trial Trial, string Reason)> Due { get; } = [];

    public int UnderWay { get; private set; }

    /// <exception cref="ArgumentException">A record belongs to another study, or two have one number: the executor read the wrong records.</exception>
    public static Ledger Of(Study study, IReadOnlyList<Trial> trials)
    {
        var ledger = new Ledger();
        foreach (var trial in InOrder(trials))
        {
            if (trial.Spec.StudyUid != study.Metadata.Uid)
                throw new ArgumentException($"trial {NameOf(trial)} belongs to study uid '{trial.Spec.StudyUid}', not '{study.Metadata.Uid}'", nameof(trials));
            if (ledger.Trials.Count > 0 && ledger.Trials[^1].Spec.Number == trial.Spec.Number)
                throw new ArgumentException($"trial {NameOf(trial)}: number {trial.Spec.Number} is recorded twice", nameof(trials));
            ledger.Add(trial, study.Spec.Trial.Retries);
        }

        return ledger;
    }

    public bool IsDue(Trial trial) => due.Contains(trial.Spec.Number);

    /// <summary>The smallest number without a record, and not in <paramref name="taken"/>: numbers stay contiguous even if a record was deleted.</summary>
    public int NextNumber(IReadOnlyCollection<int> taken)
    {
        var next = 0;
        while (next < Trials.Count && Trials[next].Spec.Number == next) next++;
        if (next == Trials.Count && taken.Count == 0) return next;
        var used = Trials.Select(t => t.Spec.Number).Concat(taken).ToHashSet();
        while (used.Contains(next)) next++;
        return next;
    }

    private static string NameOf(Trial trial) => trial.Metadata.Name ?? $"number {trial.Spec.Number}";

    // They mostly come in order, and sorting twenty thousand at every decision is not free.
    private static IEnumerable<Trial> InOrder(IReadOnlyList<Trial> trials)
    {
        for (var i = 1; i < trials.Count; i++)
        {
            if (trials[i - 1].Spec.Number > trials[i].Spec.Number) return trials.OrderBy(t => t.Spec.Number);
        }

        return trials;
    }

    private void Add(Trial trial, int retries)
    {
        var standing = TrialStanding.Of(trial.Status, retries);
        if (standing is TrialStanding.Ended ended)
        {
            Settlements.Add(new PlanStep.SettleTrial(trial.Spec.Number, ended.Phase, ended.Message));
            trial = trial with { Status = trial.Status with { Phase = ended.Phase, Message = ended.Message } };

            // Asked again as settled: paused by a suspension that is over by now, it is due at once and no loser that the study's end sweeps away.
            standing = TrialStanding.Of(trial.Status, retries);
        }

        if (standing is TrialStanding.UnderWay) UnderWay++;
        if (standing is TrialStanding.Due wants)
        {
            due.Add(trial.Spec.Number);
            Due.Add((trial, wants.Reason));
        }

        Trials.Add(trial);
    }
}
