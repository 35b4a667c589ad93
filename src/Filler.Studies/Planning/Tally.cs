using Filler.Api;

namespace Filler.Studies;

/// <summary>What is counted of trial records, kept up to date record by record. Nothing in it depends on the order in which they came.</summary>
/// <param name="metric">By which one is the best.</param>
/// <param name="records">All of them, for the rare times when one that mattered has changed.</param>
internal sealed class Tally(string metric, Func<IEnumerable<Trial>> records)
{
    private readonly int[] phases = new int[Enum.GetValues<TrialPhase>().Length];
    private Trial? best;
    private Configurations? configurations;
    private DateTimeOffset? firstStart;
    private bool bestIsGone, startIsGone;

    public IEnumerable<Trial> Records => records();

    public int Total { get; private set; }

    public int Reused { get; private set; }

    /// <summary>Those that train a configuration again.</summary>
    public int Repeats { get; private set; }

    /// <summary>Those whose model is trained in one go.</summary>
    public int WithoutEpochs { get; private set; }

    /// <summary>Of ended attempts, in millionths: whole numbers add up alike in any order.</summary>
    public long GpuMicroseconds { get; private set; }

    public int this[TrialPhase phase] => phases[(int)phase];

    /// <summary>The succeeded one with the best value, ties to the lower number; a value that is no number is the worst.</summary>
    public Trial? Best
    {
        get
        {
            if (bestIsGone) best = Records.Where(IsRanked).MinBy(Rank);
            bestIsGone = false;
            return best;
        }
    }

    /// <summary>Where some are repeated; kept from the first question on.</summary>
    public Configurations Configurations => configurations ??= new Configurations(metric, Records);

    public DateTimeOffset? FirstStart
    {
        get
        {
            if (startIsGone) firstStart = Records.Min(t => t.Status.StartTime);
            startIsGone = false;
            return firstStart;
        }
    }

    public static Tally Of(string metric, IReadOnlyList<Trial> trials)
    {
        var tally = new Tally(metric, () => trials);
        foreach (var trial in trials) tally.Replace(null, trial);
        return tally;
    }

    /// <param name="before">Null: the record is new.</param>
    /// <param name="after">As <c>records</c> has it by now.</param>
    public void Replace(Trial? before, Trial after)
    {
        if (before is not null) Count(before, -1);
        Count(after, 1);
        configurations?.Replace(before, after);
        if (before is not null && ReferenceEquals(before, best)) bestIsGone = true;
        else if (IsRanked(after) && (best is null || Rank(after).CompareTo(Rank(best)) < 0)) best = after;
        startIsGone |= before?.Status.StartTime is { } was && was != after.Status.StartTime;
        if (after.Status.StartTime is { } start && !(firstStart <= start)) firstStart = start;
    }

    private static bool IsRanked(Trial trial) => trial.Status is { Phase: TrialPhase.Succeeded, Result: not null };

    private (double, int) Rank(Trial trial) => (BestSelection.Cost(metric, trial.Status.Result!.ValidationMetric), trial.Spec.Number);

    private void Count(Trial trial, int change)
    {
        Total += change;
        phases[(int)trial.Status.Phase] += change;
        if (trial.Status is { Phase: TrialPhase.Succeeded, ReusedFrom: not null }) Reused += change;
        if (trial.Spec.Repeat > 0) Repeats += change;
        if (!trial.Spec.Model.IsNetwork) WithoutEpochs += change;
        GpuMicroseconds += change * (long)Math.Round(1e6 * (trial.Status.GpuSeconds ?? 0));
    }
}
