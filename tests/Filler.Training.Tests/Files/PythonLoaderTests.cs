using System.Diagnostics;
using System.Text.Json;
using Filler.Api;
using Filler.Networks;
using Filler.Slices;
using Filler.Structures;
using Filler.Training.Tests.Baselines;
using Filler.Training.Tests.Networks;
using static TorchSharp.torch;

namespace Filler.Training.Tests.Files;

/// <summary>examples/load_model.py, with Debian's PyTorch 1.13, gives the answers that we give.</summary>
public sealed class PythonLoaderTests : IDisposable
{
    private const int Images = 5;
    private const int PackagesMissing = 77;

    // 32-bit floats through two builds of PyTorch, whose convolutions sum in other orders.
    private const double Tolerance = 1e-4;

    private static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("filler-loader-");
    private readonly List<(string What, float[] Answers)> ours = [];

    public PythonLoaderTests() => LibTorch.Initialize();

    public void Dispose() => folder.Delete(recursive: true);

    [SkippableFact]
    public void A_python_user_gets_our_answers_from_the_file_alone()
    {
        foreach (var family in new[] { "plain", "residual", "antiAliased", "rotationPooled" })
        {
            foreach (var activation in new[] { "relu", "leakyRelu", "elu", "gelu", "silu", "tanh" })
                Write(new ModelSpec { Family = family, ConvLayers = 3, Filters = 4, DenseLayers = 2, DenseUnits = 12, Activation = activation }, 24);
        }

        Write(new ModelSpec { Layers = Every() }, 24);
        for (ulong seed = 1; seed <= 80; seed++)
        {
            try
            {
                Write(new ModelSpec { Layers = RandomStacks.Draw(seed) }, 20);
            }
            catch (NetworkShapeException)
            {
                // A stack that is no network: it is refused before there is a file.
            }
        }

        Write(new ModelSpec { ConvLayers = 2, Filters = 4, DenseLayers = 1, DenseUnits = 8 }, 16, [0.1, 0.2, 0.9]);
        WriteMachine();
        Assert.True(ours.Count > 60, $"{ours.Count} models");

        var theirs = Ask();

        Assert.Equal(ours.Count, theirs.Count);
        foreach (var ((what, expected), answers) in ours.Zip(theirs))
        {
            Assert.Equal(expected.Length, answers.Length);
            for (var i = 0; i < expected.Length; i++)
                Assert.True(Math.Abs(expected[i] - answers[i]) <= Tolerance, $"{what}: answer {i} is {expected[i]} here and {answers[i]} in Python");
        }
    }

    private static LayerSpec[] Every() =>
    [
        new() { Conv2d = new Conv2dSpec { Filters = 4, KernelSize = 5, Strides = 2, Padding = "same" } },
        new() { BatchNormalization = new BatchNormalizationSpec() },
        new() { Activation = new ActivationSpec { Activation = "relu" } },
        new() { SeparableConv2d = new SeparableConv2dSpec { Filters = 6, KernelSize = 4, Padding = "same", DepthMultiplier = 2, Activation = "silu" } },
        new() { GroupNormalization = new GroupNormalizationSpec { Groups = 3 } },
        new() { Residual = new ResidualSpec { Filters = 8, Strides = 2, Activation = "elu" } },
        new() { Conv2d = new Conv2dSpec { Filters = 8, KernelSize = 3, Padding = "same", DilationRate = 2, Groups = 4, UseBias = false, Activation = "gelu" } },
        new() { AveragePooling2d = new Pooling2dSpec { PoolSize = 3, Strides = 1, Padding = "same" } },
        new() { Flatten = new NoArgumentsSpec() },
        new() { Dense = new DenseSpec { Units = 10, Activation = "tanh", UseBias = false } },
        new() { BatchNormalization = new BatchNormalizationSpec { Epsilon = 1e-2 } },
    ];

    private void Write(ModelSpec model, int pixels, double[]? targets = null)
    {
        var plan = NetworkPlan.Of(model, pixels, targets is null ? 3 : 1);
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        random.manual_seed(ours.Count);
        using var network = new Network(plan);
        // Trained ones have normalised by what they saw; fresh ones by 0 and 1, which would hide a mistake.
        foreach (var (name, value) in network.State())
        {
            if (name.EndsWith("running_mean", StringComparison.Ordinal)) value.copy_(randn_like(value));
            else if (name.EndsWith("running_var", StringComparison.Ordinal)) value.copy_(rand_like(value) + 0.5);
            else if (value.dtype == ScalarType.Float32 && value.dim() == 1) value.add_(randn_like(value) * 0.2);
        }

        var set = Set(pixels);
        var grey = (Mean: 101.5, Deviation: 61.25);
        ILearningTask task = targets is null ? new ClassificationTask(3, ["a", "b", "c"]) : new RegressionTask(targets, CPU);
        Save(BestWeights.ToBytes(plan, Weights.Read(network.State()), grey, task), set);
        network.eval();
        using var onDevice = new DeviceImages(set, grey, CPU);
        var output = network.forward(onDevice.Range(0, Images).Images);
        var mean = targets?.Average() ?? 0;
        var answers = targets is null ? nn.functional.softmax(output, 1) : (output * Math.Sqrt(targets.Average(t => (t - mean) * (t - mean)))) + mean;
        ours.Add(($"{plan.Name}, {string.Join(", ", plan.Layers.Select(l => l.Kind))}", answers.cpu().data<float>().ToArray()));
    }

    private void WriteMachine()
    {
        var sets = Stripes.Sets() with { Names = ["a", "b", "c"] };
        var plan = HogSvmPlan.Of(new ModelSpec { HogSvm = new HogSvmSpec { CellPixels = 4, Orientations = 6 } }, Stripes.Pixels, 3, 72);
        Save(new HogSvmTrainer(plan, Runs.Options() with { Augment = false }, sets, new Runs.Listener()).Run(CancellationToken.None).Weights, sets.Evaluation);
        var file = SafeTensors.Parse(File.ReadAllBytes(Path.Combine(folder.FullName, $"{ours.Count:D4}.safetensors")));
        var svm = HogSvmTrainerTests.MachineOf(file, plan);
        var beta = double.Parse(file.Metadata["marginScale"], System.Globalization.CultureInfo.InvariantCulture);
        var margins = svm.Margins(HogFeatures.Of(plan, sets.Evaluation, 0, 1, _ => { }, CancellationToken.None));
        ours.Add((plan.Cost.Name, [.. MarginScaling.LogProbabilities(margins, 3, beta).Select(l => (float)Math.Exp(l))]));
    }

    private static ImageSet Set(int pixels)
    {
        var stream = new RandomStream(11);
        return new ImageSet(Images, pixels, [.. Enumerable.Range(0, Images * pixels * pixels).Select(_ => (byte)stream.NextInt(256))], new byte[Images]);
    }

    private void Save(byte[] model, ImageSet set)
    {
        var path = Path.Combine(folder.FullName, $"{ours.Count:D4}");
        File.WriteAllBytes($"{path}.safetensors", model);
        using var stream = File.Create($"{path}.npy");
        Npy.WriteAsync(stream, set.Images, [set.Count, set.Pixels, set.Pixels], CancellationToken.None).GetAwaiter().GetResult();
    }

    private List<float[]> Ask()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "answers.py"), AppContext.BaseDirectory, folder.FullName])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            var errors = python.StandardError.ReadToEndAsync();
            var output = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            Skip.If(python.ExitCode == PackagesMissing, $"python3-torch and python3-skimage are needed to load the models as a Python user does: {errors.Result.Trim()}");
            Assert.True(python.ExitCode == 0, errors.Result);
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<float[]>(l)!)];
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new SkipException($"python3 is needed to load the models as a Python user does: {e.Message}");
        }
    }
}
