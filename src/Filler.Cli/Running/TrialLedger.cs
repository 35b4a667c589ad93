using Filler.Api;
using Filler.Cli.Records;
using Filler.Studies;

namespace Filler.Cli.Running;

/// <summary>The trials in memory and on the disk, never apart: a change is on the disk before anything acts on it.</summary>
internal sealed class TrialLedger
{
    private readonly SortedDictionary<int, Trial> trials = [];

    public TrialLedger(RunFolder folder)
    {
        Folder = folder;
        foreach (var trial in folder.ReadTrials()) trials.Add(trial.Spec.Number, trial);
    }

    public RunFolder Folder { get; }

    /// <summary>In order of their numbers.</summary>
    public IReadOnlyList<Trial> All => [.. trials.Values];

    public Trial this[int number] => trials[number];

    /// <summary>Records a new trial; the record that exists wins.</summary>
    public void Add(Study study, TrialSpec spec)
    {
        if (trials.ContainsKey(spec.Number)) return;
        var trial = TrialRecord.Create(study, spec);
        Folder.Write(trial);
        trials.Add(spec.Number, trial);
    }

    /// <param name="change">One of <see cref="TrialRecord"/>: null where the record already has it.</param>
    /// <returns>Whether anything changed.</returns>
    public bool Change(int number, Func<TrialStatus, TrialStatus?> change)
    {
        if (change(trials[number].Status) is not { } status) return false;
        var after = trials[number] with { Status = status };
        Folder.Write(after);
        trials[number] = after;
        return true;
    }
}
