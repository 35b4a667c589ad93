using System.Globalization;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>A number for each image, that of the structure it was cut from: one output, squared error of the standardised target.</summary>
/// <remarks>Each class has as many images as another, so the targets are standardised by their mean and deviation over the classes.</remarks>
internal sealed class RegressionTask : ILearningTask
{
    private readonly IReadOnlyList<double> targets;
    private readonly double mean;
    private readonly double deviation;
    private readonly Tensor standardised;

    public RegressionTask(IReadOnlyList<double> targets, Device device)
    {
        this.targets = targets;
        mean = targets.Average();
        deviation = Math.Sqrt(targets.Average(t => (t - mean) * (t - mean)));
        standardised = tensor(targets.Select(t => (float)((t - mean) / deviation)).ToArray()).to(device);
    }

    public int Outputs => 1;

    public Tensor Loss(Tensor output, Tensor labels, bool sum = false) =>
        nn.functional.mse_loss(output.squeeze(1), standardised.index_select(0, labels), sum ? nn.Reduction.Sum : nn.Reduction.Mean);

    public Tensor Answer(IReadOnlyList<Tensor> views) => views.Count == 1 ? views[0] : stack(views).mean([0]);

    public Evaluation Judge(double loss, float[] answers, byte[] labels)
    {
        var predicted = Array.ConvertAll(answers, o => (float)(mean + (deviation * o)));
        return new Evaluation(loss, new ConfusionMatrix(0), MemoryMarshal.AsBytes<float>(predicted).ToArray(), new Calibration())
        {
            Regression = new RegressionFigures(targets, labels, predicted),
        };
    }

    public IEnumerable<KeyValuePair<string, string>> Metadata() =>
    [
        new("task", "regression"),
        new("targetMean", mean.ToString("R", CultureInfo.InvariantCulture)),
        new("targetDeviation", deviation.ToString("R", CultureInfo.InvariantCulture)),
    ];
}
