using Filler.Api;
using Filler.Storage;

namespace Filler.FakeWorker;

/// <summary>Epochs whose figures follow from seed and epoch alone, with a checkpoint after each.</summary>
internal sealed class Training(Trial trial, IBlobStore store, Script script, Orders orders)
{
    private readonly List<EpochRecord> epochs = [];

    private int Number => trial.Spec.Number;

    private int Attempt => trial.Status.Attempt;

    /// <returns>The exit code of a process that leaves; null where it is ready for another trial.</returns>
    public async Task<int?> RunAsync()
    {
        orders.Deaf = script.Deed is "hang" or "stubborn";
        Say(new WorkerAccepted { Trial = Number, Attempt = Attempt });
        if (script.Deed == "name") Console.Out.WriteLine($"process {Environment.ProcessId}");
        if (script.Deed == "card") Console.Out.WriteLine($"card {Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES")}, claims {Environment.GetEnvironmentVariable(WorkerEnvironment.Claims)}");
        if (script.At("usererror", 0)) return Fail("dense layers do not fit", WorkerExitCode.UserError);
        if (script.Deed == "garbage") Console.Out.WriteLine("{\"event\":\"dance\"}\n{broken\nplain words");

        await ResumeAsync();
        Say(new WorkerStarted { Trial = Number, Attempt = Attempt, Architecture = "C1F1", Weights = 10, FlopsPerImage = 100, Device = "cpu", Resumed = [.. epochs], StartupMilliseconds = 1 });
        if (script.Deed == "stale") Say(new WorkerEpoch { Trial = Number, Attempt = Attempt - 1, Record = Epoch(epochs.Count + 1) with { Accuracy = 0.123 } });
        while (epochs.Count < trial.Spec.Training.Epochs)
        {
            if (await MisbehaveAsync(epochs.Count) is { } code) return code;
            if (orders.Stop.IsCompleted) return Stopped();
            epochs.Add(Epoch(epochs.Count + 1));
            await store.PutBytesAsync($"{BlobLayout.AttemptPrefix(trial, Attempt)}/checkpoint.json", Json(epochs), CancellationToken.None);
            Say(new WorkerEpoch { Trial = Number, Attempt = Attempt, Record = epochs[^1] });
        }

        return await FinishAsync();
    }

    private async Task<int?> MisbehaveAsync(int epoch)
    {
        if (script.At("crash", epoch))
        {
            await Console.Error.WriteLineAsync("corrupted double-linked list");
            return 134;
        }

        if (script.At("diverge", epoch)) return Fail("loss became NaN", WorkerExitCode.Diverged);
        if (script.At("noresult", epoch)) return WorkerExitCode.Succeeded;
        if (script.At("hang", epoch) || script.At("stubborn", epoch)) await new TaskCompletionSource().Task;
        if (!script.At("wait", epoch)) return null;
        await orders.Stop;
        return null;
    }

    private async Task<int?> FinishAsync()
    {
        var count = (int)(trial.Spec.Seed % 5);
        var result = new TrialResult
        {
            Attempt = Attempt,
            BestEpoch = epochs.Count,
            ValidationMetric = epochs[^1].Metric(trial.Spec.Metric),
            EvaluationLoss = 0.1,
            ConfusionMatrix = [[20 - count, count], [1, 19]],
            Epochs = epochs,
            Architecture = "C1F1",
            Weights = 10,
            FlopsPerImage = 100,
            TrainSeconds = epochs.Count,
            ImagesPerSecond = 1000,
            Device = "cpu",
            Checkpoint = $"{BlobLayout.AttemptPrefix(trial, Attempt)}/checkpoint.json",
        };
        await store.PutBytesAsync(BlobLayout.ResultKey(trial, Attempt), Json(result), CancellationToken.None);
        if (script.Deed == "mute") return 137;
        Say(new WorkerFinished { Trial = Number, Attempt = Attempt, Result = result });
        return script.Deed == "abort" ? 134 : null;
    }

    private async Task ResumeAsync()
    {
        for (var k = Attempt; k >= 1 && epochs.Count == 0; k--)
        {
            if (await store.ReadBytesAsync($"{BlobLayout.AttemptPrefix(trial, k)}/checkpoint.json", CancellationToken.None) is { } bytes)
                epochs.AddRange(FillerJson.Deserialize<List<EpochRecord>>(System.Text.Encoding.UTF8.GetString(bytes)));
        }
    }

    private EpochRecord Epoch(int epoch)
    {
        var accuracy = 1 - (1.0 / (epoch + 1 + (trial.Spec.Number * 0.1)));
        return new EpochRecord { Epoch = epoch, TrainLoss = 1 - accuracy, Loss = 1 - accuracy, Accuracy = accuracy, WorstClassAccuracy = accuracy, MacroF1 = accuracy, Seconds = 1 };
    }

    private int? Stopped()
    {
        Say(new WorkerStopped { Trial = Number, Attempt = Attempt });
        return null;
    }

    private int Fail(string message, int code)
    {
        Say(new WorkerFailed { Trial = Number, Attempt = Attempt, Message = message });
        return code;
    }

    private static void Say(WorkerEvent said) => Console.Out.WriteLine(FillerJson.Serialize(said));

    private static byte[] Json<T>(T value) => System.Text.Encoding.UTF8.GetBytes(FillerJson.Serialize(value));
}
