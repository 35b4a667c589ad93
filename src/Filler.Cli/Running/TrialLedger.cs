using Filler.Api;
using Filler.Cli.Records;
using k8s.Models;

namespace Filler.Cli.Running;

/// <summary>The trials in memory and on the disk, never apart: a change is on the disk before anything acts on it.</summary>
internal sealed class TrialLedger
{
    public RunFolder Folder { get; }

    private readonly SortedDictionary<int, Trial> trials = [];

    public TrialLedger(RunFolder folder)
    {
        Folder = folder;
        foreach (var trial in folder.ReadTrials()) trials.Add(trial.Spec.Number, trial);
    }

    /// <summary>In order of their numbers.</summary>
    public IReadOnlyList<Trial> All => [.. trials.Values];

    public Trial this[int number] => trials[number];

    /// <summary>Records a new trial; the record that exists wins.</summary>
    public void Add(TrialSpec spec)
    {
        if (trials.ContainsKey(spec.Number)) return;
        var trial = new Trial { Metadata = new V1ObjectMeta { Name = Trial.NameOf(spec.Study, spec.Number) }, Spec = spec };
        Folder.Write(trial);
        trials.Add(spec.Number, trial);
    }

    /// <returns>Whether anything changed.</returns>
    public bool Change(int number, Func<TrialStatus, TrialStatus> change)
    {
        var before = trials[number];
        var status = change(before.Status);
        if (ReferenceEquals(status, before.Status)) return false;
        var after = before with { Status = status };
        Folder.Write(after);
        trials[number] = after;
        return true;
    }
}
