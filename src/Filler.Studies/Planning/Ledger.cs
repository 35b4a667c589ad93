using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>
/// The records in order of number, each judged by its own facts; ended attempts already stand in the phase they will be settled in. It follows the records
/// from decision to decision: what did not change is not looked at again.
/// </summary>
internal sealed class Ledger
{
    private readonly string uid;
    private readonly int retries;
    private readonly List<Trial> given = [];
    private readonly List<Trial> trials = [];
    private readonly SortedDictionary<int, PlanStep.SettleTrial> settlements = [];
    private readonly SortedDictionary<int, string> due = [];
    private readonly SortedSet<int> underWay = [];
    private readonly Dictionary<int, SortedSet<int>> repeats = [];
    private readonly SortedSet<int> unrepeated = [];
    private readonly int wantedRepeats;
    private readonly HashSet<int> changed = [];
    private StudyHistory? history;

    private Ledger(Study study)
    {
        (uid, retries, wantedRepeats) = (study.Metadata.Uid, study.Spec.Trial.Retries, StudyBudget.Repeats(study.Spec) - 1);
        Given = new Tally(study.Spec.Objective.Metric, () => given);
        Judged = new Tally(study.Spec.Objective.Metric, () => trials);
    }

    /// <summary>In order of number.</summary>
    public List<Trial> Trials => trials;

    /// <summary>Of the records as they are.</summary>
    public Tally Given { get; }

    /// <summary>Of the records as they will be when the settlements are written.</summary>
    public Tally Judged { get; }

    public IEnumerable<PlanStep> Settlements => settlements.Values;

    /// <summary>Trials that want their next attempt, and why, in order of number.</summary>
    public IEnumerable<(Trial Trial, string Reason)> Due => due.Select(d => (Find(d.Key)!, d.Value));

    public int DueCount => due.Count;

    public int UnderWay => underWay.Count;

    public IEnumerable<Trial> Running => underWay.Select(n => Find(n)!);

    /// <exception cref="ArgumentException">A record belongs to another study, or two have one number: the executor read the wrong records.</exception>
    public static Ledger Of(Study study, IReadOnlyList<Trial> trials)
    {
        var ledger = new Ledger(study);
        ledger.Follow(trials);
        return ledger;
    }

    /// <summary>Takes up what changed. A record is the same object until it changes, in whatever order they come.</summary>
    /// <returns>False where one has disappeared: then a new ledger is to be made.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Of"/>; the ledger is of no use any more.</exception>
    public bool Follow(IReadOnlyList<Trial> records)
    {
        if (records.Count < given.Count) return false;
        var before = new Dictionary<int, Trial>();
        var after = new List<Trial>();
        for (var i = 0; i < records.Count; i++)
        {
            if (i < given.Count && ReferenceEquals(given[i], records[i])) continue;
            after.Add(records[i]);
            if (i == given.Count)
            {
                given.Add(records[i]);
                continue;
            }

            before.Add(given[i].Spec.Number, given[i]);
            given[i] = records[i];
        }

        foreach (var record in after.OrderBy(t => t.Spec.Number))
        {
            if (record.Spec.StudyUid != uid) throw new ArgumentException($"trial {NameOf(record)} belongs to study uid '{record.Spec.StudyUid}', not '{uid}'", nameof(records));
            if (!before.Remove(record.Spec.Number, out var known) && Find(record.Spec.Number) is not null)
                throw new ArgumentException($"trial {NameOf(record)}: number {record.Spec.Number} is recorded twice", nameof(records));
            if (!ReferenceEquals(known, record)) Take(known, record);
        }

        return before.Count == 0;
    }

    public Trial? Find(int number) => PlaceOf(number) is >= 0 and var place ? trials[place] : null;

    public bool IsDue(Trial trial) => due.ContainsKey(trial.Spec.Number);

    /// <summary>The further trials of a configuration, in order of number.</summary>
    public IEnumerable<Trial> RepeatsOf(int configuration) => repeats.TryGetValue(configuration, out var numbers) ? numbers.Select(n => Find(n)!) : [];

    /// <summary>Configurations that came through and lack repeats: their first trials, in order of number.</summary>
    public IEnumerable<Trial> Unrepeated => unrepeated.Select(n => Find(n)!);

    /// <summary>The smallest number without a record, and not in <paramref name="taken"/>: numbers stay contiguous even if a record was deleted.</summary>
    public int NextNumber(IReadOnlyCollection<int> taken)
    {
        var next = trials.Count == 0 || trials[^1].Spec.Number == trials.Count - 1 ? trials.Count : 0;
        if (next == trials.Count && taken.Count == 0) return next;
        while (taken.Contains(next) || Find(next) is not null) next++;
        return next;
    }

    /// <summary>The records as the search sees them.</summary>
    public StudyHistory HistoryIn(SearchSpace space, string metric)
    {
        if (history is null || !history.IsOf(space, metric)) history = new StudyHistory(this, space, metric);
        else history.Follow(changed);
        changed.Clear();
        return history;
    }

    private static string NameOf(Trial trial) => trial.Metadata.Name ?? $"number {trial.Spec.Number}";

    private void Take(Trial? before, Trial record)
    {
        var number = record.Spec.Number;
        settlements.Remove(number);
        due.Remove(number);
        underWay.Remove(number);
        var judged = Judge(record);
        Given.Replace(before, record);
        var place = PlaceOf(number);
        var old = place < 0 ? null : trials[place];
        if (place < 0) trials.Insert(~place, judged);
        else trials[place] = judged;
        Judged.Replace(old, judged);
        if (record.Spec.Repeat > 0)
        {
            if (!repeats.TryGetValue(record.Spec.Configuration, out var numbers)) repeats.Add(record.Spec.Configuration, numbers = []);
            numbers.Add(number);
        }

        changed.Add(number);
        Want(record.Spec.Configuration);
    }

    private void Want(int configuration)
    {
        if (wantedRepeats == 0) return;
        if (Find(configuration) is { Spec.Repeat: 0, Status.Phase: TrialPhase.Succeeded } && (!repeats.TryGetValue(configuration, out var known) || known.Count < wantedRepeats)) unrepeated.Add(configuration);
        else unrepeated.Remove(configuration);
    }

    private Trial Judge(Trial trial)
    {
        var number = trial.Spec.Number;
        var standing = TrialStanding.Of(trial.Status, retries);
        if (standing is TrialStanding.Ended ended)
        {
            settlements.Add(number, new PlanStep.SettleTrial(number, ended.Phase, ended.Message));
            trial = trial with { Status = trial.Status with { Phase = ended.Phase, Message = ended.Message } };

            // Asked again as settled: paused by a suspension that is over by now, it is due at once and no loser that the study's end sweeps away.
            standing = TrialStanding.Of(trial.Status, retries);
        }

        if (standing is TrialStanding.UnderWay) underWay.Add(number);
        if (standing is TrialStanding.Due wants) due.Add(number, wants.Reason);
        return trial;
    }

    private int PlaceOf(int number) => TrialNumbers.PlaceOf(trials, number, t => t.Spec.Number);
}
