using Filler.Api;
using Filler.Cli.Datasets;
using Filler.Cli.Records;
using Filler.Cli.Running;
using Filler.Cli.Screens;
using Filler.Results;
using Filler.Storage;
using Filler.Studies;

namespace Filler.Cli.Reuse;

/// <summary>Takes over what has been trained before, and hands on what is trained now.</summary>
internal sealed class FinishedTrials(IBlobStore store, TrialLedger ledger, IDatasets datasets, IRunScreen screen, TimeProvider time)
{
    private readonly ResultShelf shelf = new(store, screen.Note);

    /// <summary>To be called before a trial's first attempt.</summary>
    /// <param name="allowed"><c>search.reuse</c>.</param>
    /// <returns>Whether the trial has its result now and needs no attempt.</returns>
    public async Task<bool> TakeOverAsync(int number, bool allowed, CancellationToken cancellationToken)
    {
        var trial = ledger[number];
        if (trial.Status.ReusedFrom is not null) return true;
        // Trained in part already: its own epochs count.
        if (trial.Status.Attempt > 0 || datasets.ImagesDigest(trial.Spec.Dataset) is not { } images) return false;
        ledger.Change(number, s => TrialRecord.See(s, images));
        if (!allowed || await shelf.FindAsync(TrialIdentity.Of(trial.Spec, images), RepeatDraws.SeedsOfOthers(trial, ledger.All), cancellationToken) is not { } found) return false;
        ledger.Change(number, s => TrialRecord.TakeOver(s, found, time.GetUtcNow()));
        return true;
    }

    /// <summary>To be called when a trial has succeeded; again does no harm.</summary>
    /// <exception cref="CommandFailure">The store cannot be written.</exception>
    public async Task PublishAsync(int number, CancellationToken cancellationToken)
    {
        var (spec, status) = (ledger[number].Spec, ledger[number].Status);
        if (status is not { Result: { } result, ReusedFrom: null } || (status.Images ?? datasets.ImagesDigest(spec.Dataset)) is not { } images) return;
        var origin = new ReusedFrom(spec.Study, spec.StudyUid, spec.Number, spec.Seed);
        var identity = TrialIdentity.Of(spec, images);
        try
        {
            await shelf.PublishAsync(identity, PublishedResult.Of(origin, result), cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Unwritable($"{store.Address}/{BlobLayout.PublishedKey(identity, spec.Seed)}", e);
        }
    }
}
