using Filler.Api;

namespace Filler.Worker.Tests;

public sealed class HogSvmTrialTests : IDisposable
{
    private static readonly ModelSpec Machine = new() { HogSvm = new HogSvmSpec { CellPixels = 4 } };
    private readonly WorkerRun run = new();

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task A_support_vector_machine_needs_no_libtorch_and_leaves_what_a_network_leaves()
    {
        var ready = Assert.IsType<DatasetReadyMessage>((await run.PrepareAsync(WorkerRun.Dataset)).LastWord);
        Dictionary<string, string> without = new() { ["LIBTORCH_DIR"] = run.At("nowhere") };
        run.WriteTrial(epochs: 1);
        var network = await run.EndAsync(run.StartTrial(ready.Digest, without));
        var trial = run.WriteTrial(epochs: 1, model: Machine);
        var machine = await run.EndAsync(run.StartTrial(ready.Digest, without));

        Assert.Equal(WorkerExitCode.Environment, network.Code);
        Assert.True(machine.Code == 0, machine.Error);
        var result = FillerJson.Deserialize<TrialResult>(await File.ReadAllTextAsync(Path.Combine(run.Store, BlobLayout.ResultKey(trial, 1))));
        Assert.Equal(("HOG + linear SVM", "cpu", 1, 1), (result.Architecture, result.Device, result.BestEpoch, result.Epochs.Count));
        Assert.Equal(48, result.ConfusionMatrix.Sum(r => r.Sum()));
        Assert.Equal(48, result.Evaluation!.Reliability.Sum(b => b.Count));
        Assert.All(
            [result.Checkpoint, result.Evaluation.Predictions, result.Evaluation.Labels],
            key => Assert.True(File.Exists(Path.Combine(run.Store, key)), key));
    }

    [Fact]
    public async Task The_same_trial_leaves_the_same_file()
    {
        var ready = Assert.IsType<DatasetReadyMessage>((await run.PrepareAsync(WorkerRun.Dataset)).LastWord);
        var files = new List<byte[]>();
        foreach (var space in new[] { "once", "again" })
        {
            var trial = run.WriteTrial(epochs: 1, space: space, model: Machine);
            Assert.Equal(0, (await run.EndAsync(run.StartTrial(ready.Digest))).Code);
            files.Add(await File.ReadAllBytesAsync(Path.Combine(run.Store, $"{BlobLayout.AttemptPrefix(trial, 1)}/best.safetensors")));
        }

        Assert.Equal(files[0], files[1]);
    }

    [Fact]
    public async Task Cells_that_do_not_fit_the_images_are_the_users_error()
    {
        var ready = Assert.IsType<DatasetReadyMessage>((await run.PrepareAsync(WorkerRun.Dataset)).LastWord);
        run.WriteTrial(epochs: 1, model: new ModelSpec { HogSvm = new HogSvmSpec { CellPixels = 16 } });

        var end = await run.EndAsync(run.StartTrial(ready.Digest));

        Assert.Equal(WorkerExitCode.UserError, end.Code);
        Assert.Contains("16 × 16 pixels hold 1 × 1 cells of 16 pixels", Assert.IsType<FailedMessage>(end.LastWord).Message);
    }
}
