using Filler.Api;
using Filler.Networks;
using Filler.Slices;
using Filler.Training;

namespace Filler.Bench;

/// <summary>Training images a second on one thread, and evaluation against it.</summary>
internal static class TrainingBench
{
    public static int Run(TextWriter output)
    {
        foreach (var (model, images) in new[]
        {
            (new ModelSpec(), 320), (Small(8), 1920), (Small(16), 960),
        })
        {
            var network = NetworkPlan.Of(model, 64, 3);
            var sets = new TrainingSets(Noise(images, 1), Noise(images, 2), Noise(images, 3), 3);
            var options = new TrainingOptions(3, 64, "adam", 1e-3, 0.9, 0, true, "accuracy", 1, 1);
            var outcome = new Trainer(network, options, sets, new CheckpointFolder(new Nowhere(), _ => { }), new Silence()).Run(CancellationToken.None);
            var shape = outcome.Model;
            var seconds = outcome.Epochs[^1].Seconds;
            output.WriteLine(
                $"training: {network.Name} with {model.Filters} filters, 64 px, batch 64, one thread: {images / seconds:N0} images/s with validation on as many; "
                + $"{shape.Weights:N0} weights, {shape.FlopsPerImage / 1e6:N0} MFLOP an image forward, {4 * shape.FlopsPerImage * images / seconds / 1e9:N1} GFLOP/s");
        }

        return 0;
    }

    private static ModelSpec Small(int filters) => new() { ConvLayers = 3, Filters = filters, DenseLayers = 1, DenseUnits = 64, Dropout = 0.2 };

    private static ImageSet Noise(int count, ulong seed)
    {
        var stream = new Structures.RandomStream(seed);
        var images = new byte[count * 64 * 64];
        for (var i = 0; i < images.Length; i++) images[i] = (byte)stream.NextInt(256);
        return new ImageSet(count, 64, images, [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))]);
    }

    private sealed class Nowhere : ICheckpointStore
    {
        public IReadOnlyList<string> List() => [];

        public byte[]? Read(string name) => null;

        public void Write(string name, byte[] content)
        {
        }

        public void Delete(string name)
        {
        }
    }

    private sealed class Silence : ITrainingListener
    {
        public void Started(ModelCost model, string device, IReadOnlyList<EpochFigures> resumed)
        {
        }

        public void Alive(int epoch, double share)
        {
        }

        public void Finished(EpochFigures epoch)
        {
        }
    }
}
