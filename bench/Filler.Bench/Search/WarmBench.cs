using System.Globalization;
using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Search;
using Filler.Studies;

namespace Filler.Bench;

/// <summary>
/// What an earlier study is worth: regret of the best configuration that a study has trained to the end, after a quarter, half and all of its epochs, without
/// a warm start and with each kind of earlier study. The whole planner on a made-up network problem (<see cref="NetworkSurrogate"/>).
/// </summary>
internal static class WarmBench
{
    private const int MaxEpochs = 27;
    private const int EarlierTrials = 40;
    private static readonly double[] Shares = [0.25, 0.5, 1];

    // Alone: no earlier study. Same: this very problem. Narrower: this problem in a part of the space, other fields fixed. Shifted: other images, on which the
    // best values lie a fifth of the way to another problem's and all networks do worse. Unlike: other images, another problem. Opposite: the best there are the worst here.
    private static readonly string[] Kinds = ["alone", "same", "narrower", "shifted", "unlike", "opposite"];

    public static int Run(string[] args, TextWriter output)
    {
        var seeds = int.Parse(Option(args, "--seeds", "20"), CultureInfo.InvariantCulture);
        var first = int.Parse(Option(args, "--first", "0"), CultureInfo.InvariantCulture);
        var budget = int.Parse(Option(args, "--budget", "40"), CultureInfo.InvariantCulture);
        var kinds = Option(args, "--kinds", string.Join(',', Kinds)).Split(',');
        output.WriteLine($"budget of {budget} full trials of {MaxEpochs} epochs, {EarlierTrials} earlier trials; mean regret (median) after 25 %, 50 %, 100 % of the epochs");
        foreach (var pruner in Option(args, "--rungs", "none,asha").Split(','))
        {
            foreach (var parallel in Option(args, "--parallel", "1,8").Split(',').Select(int.Parse))
            {
                foreach (var sampler in Option(args, "--samplers", "auto").Split(','))
                {
                    foreach (var kind in kinds)
                    {
                        var runs = new double[seeds][];
                        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => runs[i] = Regrets(kind, sampler, pruner, budget, parallel, first + i));
                        var figures = Enumerable.Range(0, Shares.Length).Select(c => string.Create(CultureInfo.InvariantCulture, $"{runs.Average(r => r[c]):0.0000} ({runs.Select(r => r[c]).Order().ElementAt(seeds / 2):0.0000})"));
                        output.WriteLine($"warm: {sampler} + {pruner,-5} k={parallel} {kind,-9} {string.Join(" | ", figures)}");
                        output.Flush();
                    }
                }
            }
        }

        return 0;
    }

    private static double[] Regrets(string kind, string sampler, string pruner, int budget, int parallel, int seed)
    {
        var here = new NetworkSurrogate(seed);
        var least = here.LeastError();
        var study = Study("study", sampler, pruner, budget, parallel, seed, Parameters);
        var earlier = kind == "alone" ? null : Earlier(kind, here, study.Spec, seed);
        var cluster = new SimulatedCluster(study, seed + 1, (t, epoch, random) => 1 - Told(here.Error(PointOf(t)), t, epoch, random), earlier);
        var (best, regret) = (0.0, 0.67);
        var checkpoints = Enumerable.Repeat(0.67, Shares.Length).ToArray();
        cluster.Run(budget * MaxEpochs, trial =>
        {
            if (trial.Status.Result!.ValidationMetric > best) (best, regret) = (trial.Status.Result.ValidationMetric, here.Error(PointOf(trial.Spec)) - least);
            for (var i = 0; i < Shares.Length; i++)
            {
                if (cluster.Epochs <= Shares[i] * budget * MaxEpochs) checkpoints[i] = regret;
            }
        });
        return checkpoints;
    }

    private static IReadOnlyList<EarlierTrial> Earlier(string kind, NetworkSurrogate here, StudySpec later, int seed)
    {
        var other = new NetworkSurrogate(seed + 500);
        var shifted = new NetworkSurrogate(seed, other, 0.2);
        Func<TrialSpec, double> error = kind switch
        {
            "shifted" => t => 0.1 + shifted.Error(PointOf(t)),
            "unlike" => t => other.Error(PointOf(t)),
            "opposite" => t => 0.67 - here.Error(PointOf(t)),
            _ => t => here.Error(PointOf(t)),
        };
        var study = Study("earlier", "auto", "none", EarlierTrials, 8, seed + 1000, kind == "narrower" ? Narrower : Parameters);
        var cluster = new SimulatedCluster(study, seed + 2, (t, epoch, random) => 1 - Told(error(t), t, epoch, random));
        cluster.Run();
        var images = kind is "same" or "narrower" ? "images" : "others";
        return WarmStart.Map(later, "earlier", [.. cluster.Trials.Select(t => t with { Status = t.Status with { Images = images } })], _ => "images").Trials;
    }

    private static double Told(double error, TrialSpec trial, int epoch, Random random) =>
        error + NetworkSurrogate.Deficit(PointOf(trial), epoch, MaxEpochs) + (0.01 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    private static Study Study(string name, string sampler, string pruner, int budget, int parallel, int seed, IReadOnlyList<ParameterSpec> parameters)
    {
        var study = PlannerBench.Study(sampler, pruner, pruner == "none" ? budget : 20 * budget, parallel, MaxEpochs);
        study.Metadata.Name = study.Metadata.Uid = name;
        return study with
        {
            Spec = study.Spec with
            {
                Search = study.Spec.Search with { Seed = seed, Parameters = parameters },
                Training = study.Spec.Training with { Optimizer = "adam", WeightDecay = 0 },
            },
        };
    }

    private static IReadOnlyList<ParameterSpec> Parameters { get; } =
    [
        Choice("training.optimizer", "sgd", "adam", "adamw", "rmsprop"),
        Real("training.learningRate", 1e-5, 1, "log"),
        Real("training.momentum", 0, 0.99) with { When = Where("sgd") },
        Real("training.weightDecay", 1e-6, 1e-1, "log") with { When = Where("adamw", "sgd") },
        Whole("model.convLayers", 1, 6),
        Whole("model.denseLayers", 1, 8),
        Choice("model.filters", 8, 16, 32, 64),
        Choice("training.batchSize", 16, 32, 64, 128),
        Choice("model.denseUnits", 256, 512, 1024),
        Real("model.dropout", 0, 0.7),
        Choice("model.activation", "relu", "elu", "tanh"),
    ];

    private static IReadOnlyList<ParameterSpec> Narrower { get; } =
    [
        Real("training.learningRate", 1e-4, 1e-1, "log"),
        Whole("model.convLayers", 2, 5),
        Choice("model.filters", 16, 32),
        Real("model.dropout", 0.2, 0.7),
        Choice("model.activation", "relu", "elu", "tanh"),
    ];

    // What the surrogate calls them; three of its names stand for fields that have as many values.
    private static Dictionary<string, ParameterValue> PointOf(TrialSpec trial)
    {
        var (model, training) = (trial.Model, trial.Training);
        var point = new Dictionary<string, ParameterValue>
        {
            ["optimizer"] = new ParameterValue.Text(training.Optimizer),
            ["rate"] = new ParameterValue.Real(training.LearningRate),
            ["conv"] = new ParameterValue.Integer(model.ConvLayers),
            ["dense"] = new ParameterValue.Integer(model.DenseLayers),
            ["filters"] = new ParameterValue.Integer(model.Filters),
            ["batch"] = new ParameterValue.Integer(training.BatchSize),
            ["kernel"] = new ParameterValue.Integer(model.DenseUnits switch { 256 => 3, 512 => 5, _ => 7 }),
            ["dropout"] = new ParameterValue.Real(model.Dropout),
            ["augment"] = new ParameterValue.Text(model.Activation switch { "relu" => "none", "elu" => "flips", _ => "dihedral" }),
        };
        if (training.Optimizer == "sgd") point["momentum"] = new ParameterValue.Real(training.Momentum);
        if (training.Optimizer is "sgd" or "adamw") point["decay"] = new ParameterValue.Real(Math.Max(training.WeightDecay, 1e-6));
        return point;
    }

    private static ParameterSpec Whole(string path, int min, int max) => new() { Path = path, Int = new IntRange { Min = min, Max = max } };

    private static ParameterSpec Real(string path, double min, double max, string scale = "linear") => new() { Path = path, Double = new DoubleRange { Min = min, Max = max, Scale = scale } };

    private static ParameterSpec Choice<T>(string path, params T[] values) => new() { Path = path, Choice = [.. values.Select(v => JsonValue.Create(v)!)] };

    private static Dictionary<string, IReadOnlyList<JsonValue>> Where(params string[] optimizers) => new() { ["training.optimizer"] = [.. optimizers.Select(o => JsonValue.Create(o))] };

    private static string Option(string[] args, string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
}
