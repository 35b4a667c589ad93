using Filler.Kubernetes.Entities;
using k8s;
using k8s.Models;

namespace Filler.Kubernetes.Caching;

/// <summary>Objects by key, with indexes by owner and by label. Thread-safe.</summary>
internal sealed class EntityStore<TEntity>(IReadOnlyCollection<string> labels, Func<TEntity, TEntity> trim) : IEntityCache<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private const int RememberedDeletions = 4096;

    private readonly Lock gate = new();
    private readonly Dictionary<NamespacedName, TEntity> objects = [];
    private readonly Dictionary<(string Index, string Value), HashSet<NamespacedName>> indexes = [];
    // Observed objects of which handlers have not heard, with the last state that they did hear of.
    private readonly Dictionary<NamespacedName, TEntity?> untold = [];
    private readonly HashSet<string> deleted = [];
    private readonly Queue<string> deletedInOrder = new();

    public int Count
    {
        get
        {
            lock (gate)
                return objects.Count;
        }
    }

    public TEntity? Get(NamespacedName key)
    {
        lock (gate)
            return objects.GetValueOrDefault(key);
    }

    public IReadOnlyList<TEntity> List()
    {
        lock (gate)
            return InOrder(objects.Values);
    }

    public IReadOnlyList<TEntity> OwnedBy(string uid) => Indexed("", uid);

    public IReadOnlyList<TEntity> WithLabel(string label, string value) =>
        labels.Contains(label) ? Indexed(label, value) : throw new ArgumentException($"no index of label {label}: name it at IndexLabel");

    public void Observe(TEntity entity)
    {
        var key = NamespacedName.Of(entity);
        lock (gate)
        {
            if (entity.Metadata.Uid is not { } uid || deleted.Contains(uid) || (objects.TryGetValue(key, out var known) && !IsNewer(entity, known)))
                return;
            untold.TryAdd(key, known);
            Put(entity);
        }
    }

    /// <returns>What happened; null when the object is not newer than what is known.</returns>
    public EntityChange<TEntity>? Upsert(TEntity entity)
    {
        lock (gate)
        {
            var key = NamespacedName.Of(entity);
            var known = objects.GetValueOrDefault(key);
            if (known is not null && IsNewer(known, entity))
                return null;
            if (untold.Remove(key, out var told))
                known = told;
            var current = Put(entity);
            // A new object under an old name: the old one's end was missed.
            var same = known?.Metadata.Uid == current.Metadata.Uid;
            return new EntityChange<TEntity>(known is null || !same ? EntityChangeType.Added : EntityChangeType.Modified, known, current);
        }
    }

    public EntityChange<TEntity>? Remove(TEntity entity)
    {
        lock (gate)
        {
            Bury(entity.Metadata.Uid);
            if (!objects.TryGetValue(NamespacedName.Of(entity), out var known) || known.Metadata.Uid != entity.Metadata.Uid)
                return null;
            Unindex(known);
            objects.Remove(NamespacedName.Of(known));
            untold.Remove(NamespacedName.Of(known));
            return new EntityChange<TEntity>(EntityChangeType.Deleted, known, trim(entity));
        }
    }

    /// <summary>Takes over a whole listing: what is not in it was deleted while nobody listened.</summary>
    public IReadOnlyList<EntityChange<TEntity>> Replace(IReadOnlyList<TEntity> listed, string resourceVersion)
    {
        lock (gate)
        {
            var changes = new List<EntityChange<TEntity>>();
            var keys = listed.Select(e => NamespacedName.Of(e)).ToHashSet();
            // An object observed after the listing was made is not gone.
            foreach (var gone in objects.Values.Where(o => !keys.Contains(NamespacedName.Of(o)) && !IsNewer(o.Metadata.ResourceVersion, resourceVersion)).ToList())
            {
                if (Remove(gone) is { } change)
                    changes.Add(change);
            }
            foreach (var entity in listed)
            {
                var key = NamespacedName.Of(entity);
                var isKnown = objects.GetValueOrDefault(key)?.Metadata.ResourceVersion == entity.Metadata.ResourceVersion && !untold.ContainsKey(key);
                if (!isKnown && Upsert(entity) is { } change)
                    changes.Add(change);
            }
            return changes;
        }
    }

    private static List<TEntity> InOrder(IEnumerable<TEntity> found) =>
        [.. found.OrderBy(e => e.Metadata.NamespaceProperty, StringComparer.Ordinal).ThenBy(e => e.Metadata.Name, StringComparer.Ordinal)];

    private static bool IsNewer(TEntity a, TEntity b) => IsNewer(a.Metadata.ResourceVersion, b.Metadata.ResourceVersion);

    // Versions of one type are comparable numbers on every API server with etcd.
    private static bool IsNewer(string? a, string? b) => ulong.TryParse(a, out var x) && ulong.TryParse(b, out var y) && x > y;

    private List<TEntity> Indexed(string index, string value)
    {
        lock (gate)
            return indexes.TryGetValue((index, value), out var keys) ? InOrder(keys.Select(k => objects[k])) : [];
    }

    private TEntity Put(TEntity entity)
    {
        var trimmed = trim(entity);
        var key = NamespacedName.Of(trimmed);
        if (objects.TryGetValue(key, out var known))
            Unindex(known);
        objects[key] = trimmed;
        foreach (var entry in IndexEntries(trimmed))
        {
            if (!indexes.TryGetValue(entry, out var keys))
                indexes[entry] = keys = [];
            keys.Add(key);
        }
        return trimmed;
    }

    private void Unindex(TEntity entity)
    {
        foreach (var entry in IndexEntries(entity))
        {
            if (indexes.TryGetValue(entry, out var keys) && keys.Remove(NamespacedName.Of(entity)) && keys.Count == 0)
                indexes.Remove(entry);
        }
    }

    private IEnumerable<(string Index, string Value)> IndexEntries(TEntity entity) =>
        (entity.Metadata.OwnerReferences ?? []).Select(r => ("", r.Uid))
            .Concat(labels.Where(l => entity.Metadata.Labels?.ContainsKey(l) == true).Select(l => (l, entity.Metadata.Labels[l])));

    private void Bury(string? uid)
    {
        if (uid is null || !deleted.Add(uid))
            return;
        deletedInOrder.Enqueue(uid);
        if (deletedInOrder.Count > RememberedDeletions)
            deleted.Remove(deletedInOrder.Dequeue());
    }
}
