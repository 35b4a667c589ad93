using Filler.Api;
using Filler.Networks;

namespace Filler.Training.Tests;

/// <summary>Small trainings for tests.</summary>
internal static class Runs
{
    public static readonly NetworkPlan Network = Plan(new ModelSpec { ConvLayers = 2, Filters = 4, DenseLayers = 1, DenseUnits = 16, Dropout = 0.2 });

    public static NetworkPlan Plan(ModelSpec model) => NetworkPlan.Of(model, Stripes.Pixels, 3);

    public static TrainingOptions Options(int epochs = 6, string optimizer = "adam", double learningRate = 0.01, long seed = 5) =>
        new(epochs, 16, optimizer, learningRate, 0.9, 1e-4, true, "accuracy", seed, 1);

    public static TrainingOutcome Run(TrainingOptions options, ICheckpointStore? store = null, Listener? listener = null, NetworkPlan? network = null) =>
        new Trainer(network ?? Network, options, Stripes.Sets(), Checkpoints(store ?? new MemoryCheckpoints(), out _), listener ?? new Listener())
            .Run(listener?.Stop ?? CancellationToken.None);

    public static CheckpointFolder Checkpoints(ICheckpointStore store, out List<string> warnings)
    {
        var heard = new List<string>();
        warnings = heard;
        return new CheckpointFolder(store, heard.Add);
    }

    /// <summary>Hears all, and tells the trainer to stop after an epoch.</summary>
    internal sealed class Listener(int? stopAfter = null) : ITrainingListener
    {
        private readonly CancellationTokenSource source = new();

        public CancellationToken Stop => source.Token;

        public IReadOnlyList<EpochFigures> Resumed { get; private set; } = [];

        public List<EpochFigures> Epochs { get; } = [];

        public List<string> Notes { get; } = [];

        public ModelCost? Model { get; private set; }

        /// <summary>Called with each epoch's number, after it is noted.</summary>
        public Action<int> Heard { get; init; } = _ => { };

        public void Started(ModelCost model, string device, IReadOnlyList<EpochFigures> resumed) => (Model, Resumed) = (model, resumed);

        public void Noted(string message) => Notes.Add(message);

        public void Alive(int epoch, double share) => Assert.InRange(share, 0, 1);

        public void Finished(EpochFigures epoch)
        {
            Epochs.Add(epoch);
            Heard(epoch.Epoch);
            if (epoch.Epoch == stopAfter) source.Cancel();
        }
    }
}
