using System.Diagnostics;
using Filler.Api;

namespace Filler.Worker.Tests;

/// <summary>One process that runs the trials it is ordered, one after another.</summary>
public sealed class ServingTests : IAsyncLifetime, IDisposable
{
    // More than anyone waits for.
    private const int Endless = 1_000_000;
    private readonly WorkerRun run = new();
    private string digest = "";

    public async Task InitializeAsync() => digest = Assert.IsType<DatasetReadyMessage>((await run.PrepareAsync(WorkerRun.Dataset)).LastWord).Digest;

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task A_trial_gives_the_same_bits_in_a_warm_process_as_in_a_cold_one()
    {
        var cold = run.WriteTrial(epochs: 4);
        Assert.Equal(WorkerExitCode.Succeeded, (await run.EndAsync(run.StartTrial(digest))).Code);

        using var process = run.Serve();
        var other = Of(WorkerRun.Trial(number: 1, epochs: 2), m => m with { Filters = 7 });
        await OrderAsync(process, other);
        await FinishedAsync(process);
        var stopped = WorkerRun.Trial(number: 2, Endless);
        await OrderAsync(process, stopped);
        await UntilAsync(process, e => e is WorkerEpoch);
        await StopAsync(process, stopped);
        await UntilAsync(process, e => e is WorkerStopped);
        var warm = WorkerRun.Trial(number: 3, epochs: 4);
        await OrderAsync(process, warm);
        await FinishedAsync(process);

        Assert.Equal(Weights(cold), Weights(warm));
        Assert.NotEqual(Weights(cold), Weights(other));
        Assert.Equal(WorkerExitCode.Succeeded, (await LeaveAsync(process)).Code);
    }

    [Fact]
    public async Task A_stop_is_of_one_attempt_and_leaves_a_checkpoint_from_which_the_same_process_goes_on()
    {
        using var process = run.Serve();
        var trial = WorkerRun.Trial(number: 0, Endless);
        await OrderAsync(process, trial);
        await UntilAsync(process, e => e is WorkerEpoch);
        // Of another attempt: not heard.
        await StopAsync(process, WorkerRun.Trial(number: 0, Endless, attempt: 2));
        await StopAsync(process, WorkerRun.Trial(number: 1, Endless));
        await UntilAsync(process, e => e is WorkerEpoch { Record.Epoch: >= 4 });
        await StopAsync(process, trial);
        var last = Assert.IsType<WorkerStopped>(await UntilAsync(process, e => e is not WorkerEpoch and not WorkerAlive));
        Assert.Equal((0, 1), (last.Trial, last.Attempt));

        await OrderAsync(process, WorkerRun.Trial(number: 0, Endless, attempt: 2));
        var resumed = Assert.IsType<WorkerStarted>(await UntilAsync(process, e => e is WorkerStarted));
        Assert.True(resumed.Resumed.Count >= 4);
        Assert.Equal(2, resumed.Attempt);
        await UntilAsync(process, e => e is WorkerEpoch);
        // The parent goes away while it trains.
        var end = await LeaveAsync(process);

        Assert.Equal(WorkerExitCode.Stopped, end.Code);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(run.Store, BlobLayout.AttemptPrefix(trial, 2)), "*.safetensors"));
        // In its place between the events, not on another stream.
        Assert.Contains("worker: stopped: the parent is gone", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sigterm_ends_the_whole_process()
    {
        using var process = run.Serve();
        await OrderAsync(process, WorkerRun.Trial(number: 0, Endless));
        await UntilAsync(process, e => e is WorkerEpoch);

        WorkerRun.Terminate(process);

        Assert.Equal(WorkerExitCode.Stopped, (await run.EndAsync(process)).Code);
    }

    [Fact]
    public async Task What_goes_wrong_in_a_trial_ends_the_process_with_the_code_of_it()
    {
        using var process = run.Serve();
        await OrderAsync(process, WorkerRun.Trial(number: 0, epochs: 1));
        await FinishedAsync(process);
        var impossible = Of(WorkerRun.Trial(number: 1, epochs: 1), m => m with { ConvLayers = 9 });

        await OrderAsync(process, impossible);
        var failed = Assert.IsType<WorkerFailed>(await UntilAsync(process, e => e is WorkerFailed));
        var end = await run.EndAsync(process);

        Assert.Equal((1, WorkerExitCode.UserError), (failed.Trial, end.Code));
        Assert.Contains("convolution", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stdin", "dance\n", "standard input: not an order")]
    [InlineData("stdin", "{\"order\":\"dance\"}\n", "standard input: not an order")]
    [InlineData("telepathy", "", "FILLER_ORDERS=telepathy: write stdin")]
    public async Task What_is_no_order_is_refused(string orders, string line, string message)
    {
        using var process = run.Serve(orders);
        await process.StandardInput.WriteAsync(line);
        await process.StandardInput.FlushAsync();

        var end = await run.EndAsync(process);

        Assert.Equal(WorkerExitCode.UserError, end.Code);
        Assert.Contains(message, end.Output + end.Error, StringComparison.Ordinal);
    }

    private static Trial Of(Trial trial, Func<ModelSpec, ModelSpec> model) => trial with { Spec = trial.Spec with { Model = model(trial.Spec.Model) } };

    private async Task OrderAsync(Process process, Trial trial) => await WriteAsync(process, new RunOrder { Trial = trial, Dataset = digest });

    private static Task StopAsync(Process process, Trial trial) => WriteAsync(process, new StopOrder { Trial = trial.Spec.Number, Attempt = trial.Status.Attempt });

    private static async Task WriteAsync(Process process, WorkerOrder order)
    {
        await process.StandardInput.WriteLineAsync(FillerJson.Serialize(order));
        await process.StandardInput.FlushAsync();
    }

    private static Task<WorkerEvent> FinishedAsync(Process process) => UntilAsync(process, e => e is WorkerFinished);

    private static async Task<WorkerEvent> UntilAsync(Process process, Func<WorkerEvent, bool> wanted)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('{') && FillerJson.Deserialize<WorkerEvent>(line) is var said && wanted(said)) return said;
        }

        throw new InvalidOperationException($"the worker left: {await process.StandardError.ReadToEndAsync()}");
    }

    private async Task<WorkerRun.WorkerEnd> LeaveAsync(Process process)
    {
        process.StandardInput.Close();
        return await run.EndAsync(process);
    }

    private byte[] Weights(Trial trial) => File.ReadAllBytes(Path.Combine(run.Store, BlobLayout.AttemptPrefix(trial, 1), "best.safetensors"));
}
