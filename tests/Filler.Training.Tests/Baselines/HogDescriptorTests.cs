using System.Diagnostics;
using System.Text.Json;
using Filler.Api;
using Filler.Networks;

namespace Filler.Training.Tests.Baselines;

public class HogDescriptorTests
{
    private const int PackagesMissing = 77;
    private const float Tolerance = 2e-6f;

    // Debian's packages belong to Debian's Python, whichever comes first on the path.
    private static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    [Fact]
    public void Features_are_those_that_scikit_image_wrote_down() =>
        Compare(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hog-16-4-2-6.json")));

    [SkippableFact]
    public void Features_are_scikit_images_for_any_geometry()
    {
        using var python = Start();
        var (lines, errors) = (python.StandardOutput.ReadToEndAsync(), python.StandardError.ReadToEnd());
        python.WaitForExit();
        Skip.If(python.ExitCode == PackagesMissing, $"python3-skimage is needed to hold our features against: {errors.Trim()}");
        Assert.True(python.ExitCode == 0, errors);

        var cases = lines.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(8, cases.Length);
        foreach (var line in cases) Compare(line);
    }

    [Fact]
    public void An_image_without_gradients_has_features_of_nothing()
    {
        var plan = Plan(16, 4, 2, 6);
        var features = new float[plan.Features];

        new HogDescriptor(plan).Describe(Enumerable.Repeat((byte)77, 256).ToArray(), features);

        Assert.All(features, f => Assert.Equal(0, f));
    }

    [Fact]
    public void A_negative_image_has_the_same_features()
    {
        var plan = Plan(Stripes.Pixels, 4, 2, 9);
        var images = Stripes.Sets().Train.Images.AsSpan(0, Stripes.Pixels * Stripes.Pixels).ToArray();
        var (features, negative) = (new float[plan.Features], new float[plan.Features]);

        new HogDescriptor(plan).Describe(images, features);
        new HogDescriptor(plan).Describe([.. images.Select(v => (byte)(255 - v))], negative);

        Assert.Equal(features, negative);
    }

    private static Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "hog_reference.py")]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new SkipException($"python3 with scikit-image is needed to hold our features against: {e.Message}");
        }
    }

    private static void Compare(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var plan = Plan(root.GetProperty("pixels").GetInt32(), root.GetProperty("cell").GetInt32(), root.GetProperty("block").GetInt32(), root.GetProperty("orientations").GetInt32());
        var features = new float[plan.Features];

        new HogDescriptor(plan).Describe([.. root.GetProperty("image").EnumerateArray().Select(v => v.GetByte())], features);

        var expected = root.GetProperty("features").EnumerateArray().Select(v => v.GetSingle()).ToArray();
        Assert.Equal(expected.Length, features.Length);
        for (var i = 0; i < features.Length; i++)
            Assert.True(Math.Abs(expected[i] - features[i]) <= Tolerance, $"{plan.Pixels} px, {plan.Spec}: feature {i} is {features[i]}, scikit-image has {expected[i]}");
    }

    private static HogSvmPlan Plan(int pixels, int cell, int block, int orientations) =>
        HogSvmPlan.Of(new ModelSpec { HogSvm = new HogSvmSpec { CellPixels = cell, BlockCells = block, Orientations = orientations } }, pixels, 3, 1);
}
