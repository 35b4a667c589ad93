using System.Text.Json;
using Filler.Api;
using Filler.Cli.Screens;
using Filler.Storage;
using Filler.Studies;

namespace Filler.Cli.Running;

/// <summary>Attempts that were under way when an earlier runner died: the store tells whether they had finished.</summary>
internal sealed class LostAttempts(IBlobStore store, TrialLedger ledger, IRunScreen screen)
{
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        foreach (var trial in ledger.All.Where(t => TrialRecord.IsUnderWay(t.Status)))
        {
            var result = await FindResultAsync(store, trial, trial.Status.Attempt, cancellationToken);
            var exit = new AttemptExit(trial.Status.Attempt, result is null ? ExitKind.Lost : ExitKind.Succeeded, "the runner went away");
            ledger.Change(trial.Spec.Number, s => TrialRecord.Exit(s, exit, result));
            if (result is not null) screen.Note($"trial {trial.Spec.Number}: had finished before the earlier run ended; its result is taken from the store");
        }
    }

    /// <summary>The result of the latest attempt that has one, up to the given attempt.</summary>
    public static async Task<TrialResult?> FindResultAsync(IBlobStore store, Trial trial, int attempt, CancellationToken cancellationToken)
    {
        for (var k = attempt; k >= 1; k--)
        {
            if (await store.ReadBytesAsync(BlobLayout.ResultKey(trial, k), cancellationToken) is not { } bytes) continue;
            try
            {
                return JsonSerializer.Deserialize<TrialResult>(bytes, FillerJson.Options);
            }
            catch (JsonException e)
            {
                throw new CommandFailure(
                    ExitCode.BadInput, $"{store.Address}/{BlobLayout.ResultKey(trial, k)}: not a result of this version ({e.Message}); delete that file and the trial is trained again", e);
            }
        }

        return null;
    }
}
