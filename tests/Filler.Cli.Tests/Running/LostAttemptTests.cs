using Filler.Api;
using Filler.Storage;

namespace Filler.Cli.Tests.Running;

public class LostAttemptTests
{
    [Fact]
    public async Task An_attempt_whose_runner_died_is_lost_and_resumed_and_not_counted()
    {
        using var lab = new Lab();
        var finished = await FinishedAsync(lab);
        // As the disk looks when the runner is killed while attempt 1 trains.
        lab.Run.Write(finished with { Status = finished.Status with { Phase = TrialPhase.Running, Exit = null, Result = null, FinishTime = null, Epochs = [] } });
        await new FolderBlobStore(lab.Run.Store(Lab.Study())).DeleteAsync(BlobLayout.ResultKey(finished, 1), CancellationToken.None);

        await lab.RunAsync(lab.Run.ReadStudy()! with { Status = null });

        var trial = Assert.Single(lab.Run.ReadTrials()).Status;
        Assert.Equal((TrialPhase.Succeeded, 2, 0), (trial.Phase, trial.Attempt, trial.Crashes));
        Assert.Equal(finished.Status.Result!.ConfusionMatrix, trial.Result!.ConfusionMatrix);
        Assert.Equal(finished.Status.Epochs, trial.Epochs);
    }

    [Fact]
    public async Task A_result_that_was_stored_before_the_runner_died_is_taken_and_nothing_trained_again()
    {
        using var lab = new Lab();
        var finished = await FinishedAsync(lab);
        lab.Run.Write(finished with { Status = finished.Status with { Phase = TrialPhase.Running, Exit = null, Result = null, FinishTime = null, Epochs = [] } });

        await lab.RunAsync(lab.Run.ReadStudy()! with { Status = null });

        var trial = Assert.Single(lab.Run.ReadTrials()).Status;
        Assert.Equal((TrialPhase.Succeeded, 1, 3), (trial.Phase, trial.Attempt, trial.Epochs.Count));
    }

    [Fact]
    public async Task A_damaged_result_is_named_with_what_to_do()
    {
        using var lab = new Lab();
        var finished = await FinishedAsync(lab);
        lab.Run.Write(finished with { Status = finished.Status with { Phase = TrialPhase.Running, Exit = null, Result = null, FinishTime = null } });
        await new FolderBlobStore(lab.Run.Store(Lab.Study())).PutBytesAsync(BlobLayout.ResultKey(finished, 1), "{ \"attempt\": 1"u8.ToArray(), CancellationToken.None);

        var failure = await Assert.ThrowsAsync<CommandFailure>(() => lab.RunAsync(lab.Run.ReadStudy()! with { Status = null }));

        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Contains("attempt-1/result.json", failure.Message, StringComparison.Ordinal);
        Assert.Contains("delete that file", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<Trial> FinishedAsync(Lab lab)
    {
        await lab.RunAsync(Lab.Study(trials: 1));
        return Assert.Single(lab.Run.ReadTrials());
    }
}
