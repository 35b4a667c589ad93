using Filler.Api;
using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Client;
using Filler.Kubernetes.Entities;
using Filler.Studies;

namespace Filler.Operator.Studies;

/// <summary>A study's trials during one reconciliation: as stored, as decisions read them, and what is still to be written.</summary>
internal sealed class TrialBook
{
    private readonly Study study;
    private readonly IKubernetesClient client;
    private readonly IEntityCache<Trial> cache;
    private readonly SortedDictionary<int, Trial> stored = [];
    // Restored only where somebody reads more than a phase: a finished study of ten thousand trials costs nothing.
    private readonly Dictionary<int, Trial> current = [];
    private readonly HashSet<int> changed = [];

    public TrialBook(Study study, IKubernetesClient client, IEntityCache<Trial> cache)
    {
        (this.study, this.client, this.cache) = (study, client, cache);
        foreach (var trial in cache.OwnedBy(study.Metadata.Uid).Where(t => t.Metadata.DeletionTimestamp is null)) Take(trial);
    }

    public IReadOnlyList<Trial> All => [.. stored.Keys.Select(n => this[n])];

    /// <summary>Those with an attempt that holds a slot.</summary>
    public IReadOnlyList<Trial> UnderWay => [.. stored.Keys.Where(n => TrialRecord.IsUnderWay(StandingOf(n).Status)).Select(n => this[n])];

    public Trial this[int number]
    {
        get
        {
            lock (stored) return current.TryGetValue(number, out var known) ? known : current[number] = StoredTrials.Restore(study.Spec, stored[number]);
        }
    }

    public bool Has(int number) => stored.ContainsKey(number);

    /// <summary>Name, phase, attempt and stop; its sections and epochs may not be filled in.</summary>
    public Trial StandingOf(int number) => current.GetValueOrDefault(number, stored[number]);

    /// <summary>Nobody decides about these trials any more.</summary>
    public void Release()
    {
        foreach (var trial in stored.Values) StoredTrials.Release(trial);
    }

    /// <summary>Creates the record; one of that name that is there already wins.</summary>
    /// <exception cref="InvalidOperationException">The name is taken by another study's trial, which is on its way out.</exception>
    public async Task CreateAsync(TrialSpec spec, CancellationToken cancellationToken)
    {
        var trial = TrialRecord.Create(study, spec);
        trial.Metadata.Labels = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [Names.ManagedBy] = Names.FieldManager,
            [Names.Study] = study.Metadata.Name,
            [Names.StudyUid] = study.Metadata.Uid,
        };
        var (made, _) = await client.CreateIfAbsentAsync(trial.ControlledBy(study), cancellationToken);
        if (made.Spec.StudyUid != study.Metadata.Uid)
            throw new InvalidOperationException($"trial {made.Metadata.Name} belongs to study uid {made.Spec.StudyUid}; waiting until it is gone");
        cache.Observe(made);
        lock (stored) Take(made);
    }

    /// <param name="change">Null: the record has it already.</param>
    public bool Change(int number, Func<TrialStatus, TrialStatus?> change)
    {
        if (change(this[number].Status) is not { } status) return false;
        current[number] = this[number] with { Status = status };
        changed.Add(number);
        return true;
    }

    /// <summary>Writes what changed: one patch a trial.</summary>
    /// <exception cref="InvalidOperationException">Another operator moved a trial on meanwhile: what was decided here was about its past.</exception>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        var writes = changed.Select(n => (Basis: stored[n], Next: current[n].Status)).ToList();
        changed.Clear();
        await Parallel.ForEachAsync(writes, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken }, async (write, token) =>
        {
            var (basis, next) = write;
            var saved = await client.PatchStatusAsync(basis, fresh => Merge(Unmoved(fresh, basis), next), token);
            if (saved is null) return;
            cache.Observe(saved);
            lock (stored) Take(saved);
        });
    }

    /// <summary>A worker's report in between is welcome; another decision is not.</summary>
    private static TrialStatus Unmoved(Trial fresh, Trial basis) => Standing(fresh.Status) == Standing(basis.Status)
        ? fresh.Status
        : throw new InvalidOperationException($"trial {basis.Metadata.Name} was {Standing(basis.Status)} and is {Standing(fresh.Status)} by now: decided again");

    private static (TrialPhase Phase, int Attempt, int Crashes, StopKind? Stop, int? Exit) Standing(TrialStatus status) =>
        (status.Phase, status.Attempt, status.Crashes, status.Stop?.Kind, status.Exit?.Attempt);

    /// <summary>The operator's fields as decided; the worker's as they are, until the record is final and small.</summary>
    private TrialStatus Merge(TrialStatus fresh, TrialStatus next)
    {
        if (next.Phase is TrialPhase.Succeeded or TrialPhase.Pruned or TrialPhase.Failed) return EpochPacking.Pack(next with { Report = null }, study.Spec);
        return next with { Epochs = next.Epochs.Count > fresh.Epochs.Count ? next.Epochs : fresh.Epochs, Network = fresh.Network ?? next.Network, Report = fresh.Report };
    }

    private void Take(Trial trial)
    {
        stored[trial.Spec.Number] = trial;
        current.Remove(trial.Spec.Number);
    }
}
