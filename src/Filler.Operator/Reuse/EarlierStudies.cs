using System.Collections.Concurrent;
using System.Text.Json;
using Filler.Api;
using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Entities;
using Filler.Operator.Storage;
using Filler.Storage;
using Filler.Studies;

namespace Filler.Operator.Reuse;

/// <summary>
/// Trials of the earlier studies that a study names, of its own namespace. What they say is kept in the study's store when it begins: they may go on or go away, the
/// decisions must not change (docs/adr/0011-warm-start.md).
/// </summary>
internal sealed class EarlierStudies(IEntityCache<Study> studies, IEntityCache<Trial> trials)
{
    // A study's earlier trials never change: the same object at every decision.
    private readonly ConcurrentDictionary<string, IReadOnlyList<EarlierTrial>> known = new();

    public async Task<EarlierState> OfAsync(Study study, StudyStore store, CancellationToken cancellationToken)
    {
        if (study.Spec.Search.WarmStart.Count == 0) return new EarlierState.Known([]);
        // A manifest with problems has no space to map into; it is refused anyway.
        if (StudyRules.Check(study.Spec).Count > 0) return new EarlierState.Known([]);
        if (known.TryGetValue(study.Metadata.Uid, out var remembered)) return new EarlierState.Known(remembered);
        if (store.Blobs is not { } blobs) return Closed(store.Closed!);
        try
        {
            return await OfAsync(study, blobs, cancellationToken);
        }
        catch (BlobStoreException e) when (e.IsRefusal)
        {
            return Closed(e.Message);
        }
    }

    private async Task<EarlierState> OfAsync(Study study, IBlobStore blobs, CancellationToken cancellationToken)
    {
        var key = BlobLayout.WarmStartKey(study);
        if (await blobs.ReadBytesAsync(key, cancellationToken) is not { } kept)
        {
            if (Missing(study) is { } refused) return refused;
            var taken = study.Spec.Search.WarmStart.SelectMany(source => Map(study, studies.Get(Named(study, source))!)).ToList();
            kept = JsonSerializer.SerializeToUtf8Bytes(taken, FillerJson.Options);
            // Of two operators that begin at once the first one's word counts.
            if (!await blobs.PutIfAbsentAsync(key, async (stream, token) => await stream.WriteAsync(kept, token), cancellationToken)) kept = (await blobs.ReadBytesAsync(key, cancellationToken))!;
        }

        return new EarlierState.Known(known.GetOrAdd(study.Metadata.Uid, JsonSerializer.Deserialize<List<EarlierTrial>>(kept, FillerJson.Options)!));
    }

    private static EarlierState.Refused Closed(string why) =>
        new("WarmStartNeedsStore", $"spec.search.warmStart: what earlier studies say is kept in the study's store, which is closed to the operator ({why}); leave it out, or open the store");

    private EarlierState.Refused? Missing(Study study)
    {
        for (var i = 0; i < study.Spec.Search.WarmStart.Count; i++)
        {
            var source = study.Spec.Search.WarmStart[i];
            var field = $"spec.search.warmStart[{i}].study";
            if (source.Study == study.Metadata.Name) return new EarlierState.Refused("WarmStartNotFound", $"{field}: '{source.Study}' is this study itself; name an earlier one");
            if (studies.Get(Named(study, source)) is null)
                return new EarlierState.Refused("WarmStartNotFound", $"{field}: there is no study '{source.Study}' in namespace {study.Metadata.NamespaceProperty}; write the name of one, or leave it out");
        }

        return null;
    }

    private IReadOnlyList<EarlierTrial> Map(Study study, Study earlier) => WarmStart.Map(
        study.Spec,
        earlier.Metadata.Name,
        [.. trials.OwnedBy(earlier.Metadata.Uid).Select(t => StoredTrials.Restore(earlier.Spec, t)).Select(t => t with { Status = t.Status with { Images = ImagesDigests.Of(t.Spec.Dataset, earlier.Spec) } })],
        section => ImagesDigests.Of(section, study.Spec)).Trials;

    private static NamespacedName Named(Study study, WarmStartSpec source) => new(study.Metadata.NamespaceProperty, source.Study);
}
