using Filler.Api;
using Filler.Networks;
using Filler.Training;
using static TorchSharp.torch;

namespace Filler.Bench;

/// <summary>Evaluation against training: images a second of the same network, by turns.</summary>
internal static class EvaluationBench
{
    private const int Images = 320;
    private const int Rounds = 5;

    public static void Run(TextWriter output)
    {
        LibTorch.Initialize();
        set_num_threads(1);
        foreach (var pixels in new[] { 64, 128 }) Compare(pixels, output);
    }

    private static void Compare(int pixels, TextWriter output)
    {
        using var scope = NewDisposeScope();
        var options = new TrainingOptions(1, 64, "adam", 1e-3, 0.9, 0, true, "accuracy", 1, 1);
        var task = new ClassificationTask(3);
        using var network = new Network(NetworkPlan.Of(new ModelSpec(), pixels, 3));
        using var optimizer = new Optimizer(options, network.Weights());
        using var images = new DeviceImages(NoiseImages.Of(Images, pixels, 1), (127.5, 74), CPU);
        var loop = new EpochLoop(options, network, new TrainStep(network, optimizer, task, new GradientPass(network, task)), images, CPU, new TrainingTurns(null));
        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var train = Clock.Median(1, () => loop.Run(1, [], CancellationToken.None));
            ratios.Add(train / Clock.Median(1, () => Evaluation.Of(network, images, task, CancellationToken.None)));
        }

        output.WriteLine($"evaluation: C4F2, {pixels} px, one thread: {ratios.Order().ElementAt(Rounds / 2):0.0} × the images/s of training; aim 3");
    }
}
