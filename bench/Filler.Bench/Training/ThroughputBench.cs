using Filler.Api;
using Filler.Networks;
using Filler.Training;

namespace Filler.Bench;

/// <summary>Epochs of our trainer and of PyTorch by turns, on the same images with the same threads.</summary>
internal sealed class ThroughputBench(string device, int threads, TextWriter output)
{
    private const int Rounds = 5;
    private static readonly ModelSpec C4F2 = new();

    public void AgainstPyTorch()
    {
        if (device == "cpu") output.WriteLine($"training: a core multiplies and adds {CorePeak.GigaFlops():N0} GFLOP/s in fp32 at most, measured now");
        Pair(64, 64, 640, TrainingOptions.Float32);
        Pair(64, 64, 640, TrainingOptions.Bfloat16);
        Pair(128, 32, 160, TrainingOptions.Float32);
        Pair(128, 32, 160, TrainingOptions.Bfloat16);
    }

    /// <summary>Ours without a peer; for several processes at once on one card.</summary>
    public void Alone()
    {
        var images = device == "cpu" ? 640 : 6400;
        var turns = Turns(64, 64, images, TrainingOptions.Float32, null);
        output.WriteLine($"training: C4F2, 64 px, batch 64, {device}: {images / turns.Median(t => t.Ours.Seconds):N0} images/s");
    }

    private void Pair(int pixels, int batch, int images, string precision)
    {
        images *= device == "cpu" ? threads : 20;
        using var peer = PyTorchPeer.Start(NoiseImages.Of(images, pixels, 1), batch, threads, device);
        if (peer is null)
        {
            output.WriteLine("training: no PyTorch to compare with: apt-get install python3-torch libopenblas0-pthread");
            return;
        }

        var turns = Turns(pixels, batch, images, precision, peer);
        var plan = NetworkPlan.Of(C4F2, pixels, 3);
        var (ours, theirs) = (images / turns.Median(t => t.Ours.Seconds), images / turns.Median(t => t.Theirs.Seconds));
        var ratio = turns.Median(t => t.Theirs.Seconds / t.Ours.Seconds);
        output.WriteLine(
            $"training: C4F2, {pixels} px, batch {batch}, {precision}, {threads} thread{(threads == 1 ? "" : "s")}, {device}: ours {ours:N0} images/s, PyTorch float32 {theirs:N0}: "
            + $"{ratio:0.00} ×; by processor time {turns.Median(t => t.Theirs.Processor / t.Ours.Processor):0.00} ×; "
            + $"{3 * plan.FlopsPerImage * ours / 1e9:N0} GFLOP/s");
    }

    private TrainingTurns Turns(int pixels, int batch, int images, string precision, PyTorchPeer? peer)
    {
        var turns = new TrainingTurns(peer);
        // Nearly no validation: an epoch is its training.
        var sets = new TrainingSets(NoiseImages.Of(images, pixels, 1), NoiseImages.Of(3, pixels, 2), NoiseImages.Of(3, pixels, 3), 3);
        var options = new TrainingOptions(Rounds + 1, batch, "adam", 1e-3, 0.9, 0, true, "accuracy", 1, threads, Device: device) { Precision = precision };
        new Trainer(NetworkPlan.Of(C4F2, pixels, 3), options, sets, new CheckpointFolder(new NoCheckpoints(), _ => { }), turns).Run(CancellationToken.None);
        return turns;
    }
}
