using TorchSharp;

namespace Filler.Training.Tests;

public class EvaluationTests
{
    [Fact]
    public void Eight_views_give_the_mean_probability_and_turned_images_the_same_answer()
    {
        using var scope = torch.NewDisposeScope();
        torch.random.manual_seed(3);
        using var network = new Network(Runs.Network);
        var set = Stripes.Sets().Evaluation;
        var pixels = Stripes.Pixels * Stripes.Pixels;
        byte[] turned = [.. Enumerable.Range(0, set.Count).SelectMany(i => Enumerable.Range(0, pixels).Select(p => set.Images[(i * pixels) + (p % Stripes.Pixels * Stripes.Pixels) + (p / Stripes.Pixels)]))];

        var plain = Of(set, 1);
        var views = Of(set, 8);
        var viewsOfTurned = Of(set with { Images = turned }, 8);

        Assert.NotEqual(plain.Loss, views.Loss);
        Assert.Equal(views.Loss, viewsOfTurned.Loss, 5);
        Assert.Equal(views.Predictions, viewsOfTurned.Predictions);
        Assert.Equal(set.Count, views.Calibration.Total);

        Evaluation Of(Slices.ImageSet images, int turns)
        {
            using var onDevice = new DeviceImages(images, (90, 50), torch.CPU);
            return Evaluation.Of(network, onDevice, new ClassificationTask(3), CancellationToken.None, turns);
        }
    }
}
