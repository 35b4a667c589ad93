using Filler.Api;

namespace Filler.EndToEnd.Tests;

/// <summary>A disk that fills up ends a run with what to do, and costs it nothing that is finished.</summary>
public sealed class DiskFullTests : IDisposable
{
    private const string NoDisk = "this user may not mount a small file system (mount -t tmpfs); run as root to run this test";
    private readonly SmallDisk? disk = SmallDisk.Mount(megabytes: 40);

    public void Dispose() => disk?.Dispose();

    [SkippableFact]
    public async Task During_trials_it_ends_the_run_and_the_same_command_goes_on_and_repeats_nothing_finished()
    {
        Skip.If(disk is null, NoDisk);
        using var tiny = new TinyStudy(trials: 12);
        // Long enough that most trials have not begun when the first has finished.
        var command = new[] { "run", tiny.Manifest, "--run-folder", disk.At("run"), "--no-progress", "--set", "training.epochs=30" };
        var record = new RunRecord(disk.At("run"));
        using (var run = FillerProcess.Start(command))
        {
            await Waiting.UntilAsync(run, () => record.Finished >= 1);
            disk.Fill();
            var answer = await run.EndAsync();

            Assert.True(answer.Code == 3, answer.ToString());
            Assert.Contains(disk.At("run"), answer.Error);
            Assert.Contains("No space left on device", answer.Error);
            Assert.Contains("free space", answer.Error);
            Assert.Contains("or choose another --run-folder or spec.storage.folder", answer.Error);
            Assert.Contains("what is recorded stays and the same command goes on", answer.Error);
        }

        var before = record.Trials.Where(RunRecord.IsFinal).ToDictionary(t => t.Spec.Number, t => (t.Status.Attempt, record.Weights(t)));
        Assert.NotEmpty(before);

        // Full still: refused for want of room, before anything is touched.
        var refused = await FillerProcess.RunAsync(command);
        Assert.True(refused.Code == 3, refused.ToString());
        Assert.Contains("MB needed", refused.Error);

        disk.MakeRoom();
        var again = await FillerProcess.RunAsync(command);

        Assert.True(again.Code == 0, again.ToString());
        Assert.Equal(12, record.Finished);
        Assert.All(record.Trials, t => Assert.Equal((TrialPhase.Succeeded, 0), (t.Status.Phase, t.Status.Crashes)));
        Assert.All(before, b => Assert.Equal(b.Value, (record.Trials[b.Key].Status.Attempt, record.Weights(record.Trials[b.Key]))));
    }

    [SkippableFact]
    public async Task During_the_dataset_it_ends_the_run_and_the_same_command_goes_on()
    {
        Skip.If(disk is null, NoDisk);
        using var tiny = new TinyStudy(trials: 2);
        var command = new[]
        {
            "run", tiny.Manifest, "--run-folder", disk.At("run"), "--no-progress",
            // Many images, so that the disk is full before they are all cut.
            "--set", "dataset.imagesPerClass.train=20000", "--set", "training.epochs=1",
        };
        using (var run = FillerProcess.Start(command))
        {
            await Waiting.UntilAsync(run, () => File.Exists(disk.At("run/study.json")));
            disk.Fill();
            var answer = await run.EndAsync();

            Assert.True(answer.Code == 3, answer.ToString());
            Assert.Contains(disk.At("run"), answer.Error);
            Assert.Contains("what is recorded stays and the same command goes on", answer.Error);
        }

        disk.MakeRoom();
        var again = await FillerProcess.RunAsync(command);

        Assert.True(again.Code == 0, again.ToString());
        Assert.All(new RunRecord(disk.At("run")).Trials, t => Assert.Equal((TrialPhase.Succeeded, 0), (t.Status.Phase, t.Status.Crashes)));
    }

    [SkippableFact]
    public async Task Before_the_run_it_is_a_place_that_cannot_hold_one()
    {
        Skip.If(disk is null, NoDisk);
        using var tiny = new TinyStudy();
        disk.Fill();

        var answer = await FillerProcess.RunAsync("run", tiny.Manifest, "--run-folder", disk.At("run"), "--no-progress");

        Assert.True(answer.Code == 2, answer.ToString());
        Assert.Contains($"{disk.At("run")}: 0.0 MB free on that disk", answer.Error);
        Assert.Contains("nothing was written", answer.Error);
        Assert.DoesNotContain("goes on", answer.Error);
        Assert.False(Directory.Exists(disk.At("run")));
    }
}
