using System.Text.Json.Nodes;
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

    /// <summary>Numbers of the trials under way by the uid of the pack that runs them.</summary>
    public ILookup<string, int> Seated => stored.Keys.Where(n => PackOf(StandingOf(n)) is not null && TrialRecord.IsUnderWay(StandingOf(n).Status)).ToLookup(n => PackOf(StandingOf(n))!);

    /// <summary>Trials that are over and still carry a pack's uid and an order.</summary>
    public IReadOnlyList<int> OverInPacks => [.. stored.Keys.Where(n => PackOf(stored[n]) is not null && stored[n].Status.Phase is TrialPhase.Succeeded or TrialPhase.Pruned or TrialPhase.Failed)];

    public bool Has(int number) => stored.ContainsKey(number);

    /// <summary>Name, phase, attempt and stop; its sections and epochs may not be filled in.</summary>
    public Trial StandingOf(int number) => current.GetValueOrDefault(number, stored[number]);

    /// <summary>Uid of the pack that runs the trial's attempt while one is under way; null: its attempt has a pod of its own.</summary>
    public static string? PackOf(Trial trial) => trial.Metadata.Labels?.TryGetValue(Packs.Label, out var pack) == true ? pack : null;

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

    /// <summary>Writes which pack is to run the trial's next attempt, and how. What was changed of the trial is saved before.</summary>
    /// <exception cref="InvalidOperationException">Another operator moved the trial on meanwhile.</exception>
    public Task EnterPackAsync(int number, string pack, RunOrder order, CancellationToken cancellationToken) =>
        MarkAsync(number, pack, FillerJson.Serialize(order), cancellationToken);

    /// <summary>Takes both away again.</summary>
    public Task LeavePackAsync(int number, CancellationToken cancellationToken) => MarkAsync(number, null, null, cancellationToken);

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
    public Task SaveAsync(CancellationToken cancellationToken) => SaveAsync(changed, cancellationToken);

    /// <summary>The same for some trials.</summary>
    public async Task SaveAsync(IEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        var writes = numbers.Where(changed.Contains).Select(n => (Basis: stored[n], Next: current[n].Status)).ToList();
        foreach (var (basis, _) in writes) changed.Remove(basis.Spec.Number);
        await Parallel.ForEachAsync(writes, ParallelWrites.Limit(cancellationToken), async (write, token) =>
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

    private async Task MarkAsync(int number, string? pack, string? order, CancellationToken cancellationToken)
    {
        if (changed.Contains(number)) throw new InvalidOperationException($"trial {number} has changes that are not saved");
        for (var basis = stored[number]; ;)
        {
            var change = new JsonObject
            {
                ["metadata"] = new JsonObject
                {
                    ["resourceVersion"] = basis.Metadata.ResourceVersion,
                    ["labels"] = new JsonObject { [Packs.Label] = pack },
                    ["annotations"] = new JsonObject { [Packs.Order] = order },
                },
            };
            try
            {
                var marked = await client.PatchAsync<Trial>(NamespacedName.Of(basis), EntityPatch.Merge(change), null, cancellationToken);
                cache.Observe(marked);
                lock (stored) Take(marked);
                return;
            }
            catch (ApiException e) when (e.IsConflict)
            {
                // A worker's report in between is welcome.
                var fresh = await client.GetAsync<Trial>(NamespacedName.Of(basis), cancellationToken);
                if (fresh?.Metadata.Uid != basis.Metadata.Uid) throw new InvalidOperationException($"trial {basis.Metadata.Name} is gone: decided again", e);
                Unmoved(fresh!, basis);
                basis = fresh!;
            }
        }
    }

    private void Take(Trial trial)
    {
        stored[trial.Spec.Number] = trial;
        current.Remove(trial.Spec.Number);
    }
}
