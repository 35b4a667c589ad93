using Filler.Api;
using Filler.Operator.Pods;
using Filler.Operator.Storage;
using Filler.Operator.Studies;
using Filler.Operator.Telemetry;
using Filler.Results;
using Filler.Storage;
using Filler.Studies;

namespace Filler.Operator.Reuse;

/// <summary>Takes over what any study on this store has trained before, and hands on what is trained now (docs/adr/0010-results-shared-through-the-store.md).</summary>
internal sealed class FinishedTrials(Study study, TrialBook book, StudyStore store, StudyNews news, TimeProvider time)
{
    private const int ParallelLooks = 16;

    private readonly ResultShelf? shelf = store.Blobs is { } blobs ? new ResultShelf(blobs, words => news.StoreTrouble(study, words)) : null;

    /// <summary>Gives trials that were never begun the result of an equal one.</summary>
    /// <returns>Those that have one now and need no attempt.</returns>
    public async Task<IReadOnlySet<int>> TakeOverAsync(IEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        var taken = new HashSet<int>();
        // Nobody knows what an image of the user's own trains; it is no equal of anything.
        if (shelf is null || !study.Spec.Search.Reuse || WorkerPods.HasOwnImage(study.Spec)) return taken;
        var found = new System.Collections.Concurrent.ConcurrentBag<(int Number, PublishedResult Result)>();
        var limit = new ParallelOptions { MaxDegreeOfParallelism = ParallelLooks, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(numbers.Where(n => book[n].Status.Attempt == 0), limit, async (number, token) =>
        {
            if (await FindAsync(book[number], token) is { } result) found.Add((number, result));
        });
        foreach (var (number, first) in found.OrderBy(f => f.Number))
        {
            // Two repeats that looked at once found one draw: the second looks again.
            var result = Drawn(book[number]).Contains(first.Origin.Seed) ? await FindAsync(book[number], cancellationToken) : first;
            if (result is not null && book.Change(number, s => TrialRecord.TakeOver(s, result, time.GetUtcNow()))) taken.Add(number);
        }

        return taken;
    }

    /// <summary>Puts a succeeded trial's result where other studies find it; again does no harm, and a store that does not answer costs only the reuse.</summary>
    public async Task PublishAsync(Trial trial, CancellationToken cancellationToken)
    {
        var (spec, status) = (trial.Spec, trial.Status);
        if (shelf is null || WorkerPods.HasOwnImage(study.Spec) || status is not { Result: { } result, ReusedFrom: null } || ImagesDigests.Of(spec.Dataset, study.Spec) is not { } images) return;
        try
        {
            await shelf.PublishAsync(TrialIdentity.Of(spec, images), PublishedResult.Of(new ReusedFrom(spec.Study, spec.StudyUid, spec.Number, spec.Seed), result), cancellationToken);
        }
        catch (Exception e) when (e is BlobStoreException or IOException or UnauthorizedAccessException)
        {
            news.StoreTrouble(study, e.Message);
        }
    }

    private async Task<PublishedResult?> FindAsync(Trial trial, CancellationToken cancellationToken)
    {
        if (ImagesDigests.Of(trial.Spec.Dataset, study.Spec) is not { } images) return null;
        try
        {
            return await shelf!.FindAsync(TrialIdentity.Of(trial.Spec, images), Drawn(trial), cancellationToken);
        }
        catch (Exception e) when (e is BlobStoreException or IOException or UnauthorizedAccessException)
        {
            news.StoreTrouble(study, e.Message);
            return null;
        }
    }

    // Without repeats there are no others to be found among ten thousand.
    private IReadOnlySet<long> Drawn(Trial trial) => study.Spec.Search.Repeats == 1 ? new HashSet<long>() : RepeatDraws.SeedsOfOthers(trial, book.All);
}
