using Filler.Api;

namespace Filler.Worker.Tests;

public sealed class WorkerProcessTests : IDisposable
{
    private readonly WorkerRun run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task A_dataset_is_prepared_once_and_a_trial_trains_on_it()
    {
        var prepared = await run.PrepareAsync(WorkerRun.Dataset);
        var again = await run.PrepareAsync(WorkerRun.Dataset);
        var trial = run.WriteTrial(epochs: 2);
        var ready = Assert.IsType<DatasetReadyMessage>(prepared.LastWord);
        var trained = await run.EndAsync(run.StartTrial(ready.Digest));

        Assert.Equal((0, 0, 0), (prepared.Code, again.Code, trained.Code));
        Assert.Equal(2 * (48 + 16 + 24), ready.Images);
        Assert.Equal(ready, again.LastWord);
        var finished = Assert.IsType<TrialFinishedMessage>(trained.LastWord);
        var result = FillerJson.Deserialize<TrialResult>(await File.ReadAllTextAsync(Path.Combine(run.Store, BlobLayout.ResultKey(trial, 1))));
        Assert.Equal((1, 2, result.BestEpoch, result.ValidationMetric), (finished.Attempt, finished.Epochs, finished.BestEpoch, finished.ValidationMetric));
    }

    [Fact]
    public async Task A_dataset_that_cannot_be_made_names_its_field()
    {
        var end = await run.PrepareAsync(WorkerRun.Dataset with { Slices = WorkerRun.Dataset.Slices with { FieldOfViewNm = 5_000 } });

        Assert.Equal(WorkerExitCode.UserError, end.Code);
        Assert.Contains("boxNm: 400 nm is smaller than", Assert.IsType<FailedMessage>(end.LastWord).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_dataset_is_said_in_the_last_word()
    {
        run.WriteTrial(epochs: 1);

        var end = await run.EndAsync(run.StartTrial(new string('0', 64)));

        Assert.Equal(WorkerExitCode.UserError, end.Code);
        Assert.Contains("no complete dataset", Assert.IsType<FailedMessage>(end.LastWord).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sigterm_ends_a_trial_with_a_checkpoint()
    {
        var ready = Assert.IsType<DatasetReadyMessage>((await run.PrepareAsync(WorkerRun.Dataset)).LastWord);
        var trial = run.WriteTrial(epochs: 100_000);
        using var process = run.StartTrial(ready.Digest);
        string? line;
        do line = await process.StandardOutput.ReadLineAsync();
        while (line is not null && !line.Contains("\"event\":\"epoch\"", StringComparison.Ordinal));

        WorkerRun.Terminate(process);
        var end = await run.EndAsync(process);

        Assert.Equal(WorkerExitCode.Stopped, end.Code);
        Assert.Equal(new StoppedMessage { Attempt = 1, Message = "SIGTERM" }, end.LastWord);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(run.Store, BlobLayout.AttemptPrefix(trial, 1)), "*.safetensors"));
    }

    [Fact]
    public async Task An_unknown_way_to_report_is_refused()
    {
        run.WriteTrial(epochs: 1);

        var end = await run.EndAsync(run.StartTrial("x", new() { [WorkerEnvironment.Report] = "carrier-pigeon" }));

        Assert.Equal(WorkerExitCode.UserError, end.Code);
        Assert.Contains("FILLER_REPORT=carrier-pigeon: write kubernetes", end.Error, StringComparison.Ordinal);
    }
}
