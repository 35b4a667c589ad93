using System.Runtime.InteropServices;
using Filler.Api;
using Filler.Networks;

namespace Filler.Training.Tests.Baselines;

public class HogSvmTrainerTests
{
    private static readonly HogSvmPlan Plan = HogSvmPlan.Of(new ModelSpec { HogSvm = new HogSvmSpec { CellPixels = 4, Orientations = 6 } }, Stripes.Pixels, 3, 72);
    private static readonly TrainingOptions Options = Runs.Options() with { Augment = false };

    [Fact]
    public void Stripes_are_told_apart_and_judged_as_a_networks_answers_are()
    {
        var listener = new Runs.Listener();

        var outcome = new HogSvmTrainer(Plan, Options, Stripes.Sets(), listener).Run(CancellationToken.None);

        Assert.True(outcome.Evaluation.Confusion.Accuracy > 0.9, $"accuracy {outcome.Evaluation.Confusion.Accuracy}");
        Assert.Equal(36, outcome.Evaluation.Confusion.Total);
        Assert.Equal(36, outcome.Evaluation.Predictions.Length);
        Assert.Equal(36, outcome.Evaluation.Calibration.Total);
        Assert.Equal((1, 1, "cpu"), (outcome.Epochs.Count, outcome.BestEpoch, outcome.Device));
        Assert.Equal(outcome.Epochs, listener.Epochs);
        Assert.Equal(new ModelCost("HOG + linear SVM", 3 * (Plan.Features + 1), outcome.Model.FlopsPerImage), listener.Model);
    }

    [Fact]
    public void One_seed_leaves_one_file_whatever_the_threads()
    {
        var once = new HogSvmTrainer(Plan, Options, Stripes.Sets(), new Runs.Listener()).Run(CancellationToken.None);
        var again = new HogSvmTrainer(Plan, Options with { Threads = 3 }, Stripes.Sets(), new Runs.Listener()).Run(CancellationToken.None);

        Assert.Equal(once.Weights, again.Weights);
        Assert.Equal(once.Evaluation.Predictions, again.Evaluation.Predictions);
    }

    [Fact]
    public void The_file_holds_all_that_an_answer_needs()
    {
        var sets = Stripes.Sets();
        var outcome = new HogSvmTrainer(Plan, Options, sets, new Runs.Listener()).Run(CancellationToken.None);

        var file = SafeTensors.Parse(outcome.Weights);

        Assert.Equal(("4", "2", "6", "16"), (file.Metadata["cellPixels"], file.Metadata["blockCells"], file.Metadata["orientations"], file.Metadata["pixels"]));
        var margins = MachineOf(file, Plan).Margins(HogFeatures.Of(Plan, sets.Evaluation, 0, 1, _ => { }, CancellationToken.None));
        Assert.Equal(outcome.Evaluation.Predictions, margins.Chunk(3).Select(m => (byte)Array.IndexOf(m, m.Max())));
    }

    [Fact]
    public void Turned_views_are_trained_on_and_averaged_over_where_asked()
    {
        var outcome = new HogSvmTrainer(Plan, Options with { Augment = true, EvaluationTurns = 8 }, Stripes.Sets(), new Runs.Listener()).Run(CancellationToken.None);

        // Flat stripes are upright ones turned: the machine has seen both.
        Assert.True(outcome.Evaluation.Confusion.Accuracy > 0.9, $"accuracy {outcome.Evaluation.Confusion.Accuracy}");
        Assert.True(outcome.Evaluation.Loss < 0.5, $"loss {outcome.Evaluation.Loss}");
    }

    [Fact]
    public void The_eight_turns_are_the_symmetries_of_the_square()
    {
        byte[] image = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        var turned = Enumerable.Range(0, 8).Select(t =>
        {
            var result = new byte[9];
            HogFeatures.Turn(image, result, 3, t);
            return result;
        }).ToList();

        Assert.Equal(image, turned[0]);
        Assert.Equal([3, 6, 9, 2, 5, 8, 1, 4, 7], turned[1]);
        Assert.Equal([3, 2, 1, 6, 5, 4, 9, 8, 7], turned[4]);
        Assert.Equal(8, turned.Select(t => string.Join(",", t)).Distinct().Count());
        Assert.All(turned, t => Assert.Equal(45, t.Sum(v => v)));
    }

    [Fact]
    public void A_stop_ends_the_fit()
    {
        using var stop = new CancellationTokenSource();
        var plan = HogSvmPlan.Of(new ModelSpec { HogSvm = new HogSvmSpec { CellPixels = 4, C = 1e6 } }, Stripes.Pixels, 3, 72);
        var listener = new StopOnceFitting(stop);

        Assert.Throws<OperationCanceledException>(() => new HogSvmTrainer(plan, Options with { Augment = true }, Stripes.Sets(400), listener).Run(stop.Token));
    }

    [Fact]
    public void Numbers_cannot_be_predicted() =>
        Assert.Contains("predicts no number", Assert.Throws<ArgumentException>(() => new HogSvmTrainer(Plan, Options, Stripes.Sets() with { Targets = [1, 2, 3] }, new Runs.Listener())).Message);

    internal static LinearSvm MachineOf(SafeTensors file, HogSvmPlan plan) => new(
        [.. MemoryMarshal.Cast<byte, float>(file.Tensors["svm.weight"].Bytes.Span).ToArray().Chunk(plan.Features)],
        MemoryMarshal.Cast<byte, float>(file.Tensors["svm.bias"].Bytes.Span).ToArray());

    private sealed class StopOnceFitting(CancellationTokenSource stop) : ITrainingListener
    {
        public void Started(ModelCost model, string device, IReadOnlyList<EpochFigures> resumed)
        {
        }

        public void Alive(int epoch, double share) => stop.Cancel();

        public void Finished(EpochFigures epoch)
        {
        }
    }
}
