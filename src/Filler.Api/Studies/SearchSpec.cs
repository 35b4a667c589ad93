using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace Filler.Api;

public sealed record SearchSpec
{
    [AllowedValues("auto", "grid", "random", "qmc", "tpe", "gp", "cmaes", "genetic")]
    [Description("auto: the best of the others for the space, the budget and the parallelism; it says which and why in each trial. grid: every combination once. random: independent draws. qmc: scrambled Sobol sequence. tpe: tree of Parzen estimators. gp: Gaussian process. cmaes: covariance matrix adaptation. genetic: steady-state genetic algorithm. The last four learn from finished, stopped and running trials.")]
    public string Algorithm { get; init; } = "auto";

    [Description("Seed of the proposals and of the networks' first weights.")]
    public long Seed { get; init; } = 1;

    [Required, MinLength(1)]
    [Description("What varies between trials.")]
    public IReadOnlyList<ParameterSpec> Parameters { get; init; } = [];

    [Description("Which trials are stopped before their last epoch, so that better ones get their time.")]
    public PruningSpec Pruning { get; init; } = new();

    [Range(1, 1_000_000)]
    [Description("No more than this many trials are ever started, repeats included; absent: 60, or the whole grid.")]
    public int? MaxTrials { get; init; }

    [Range(1, 10_000)]
    [Description("Trials that run at once.")]
    public int ParallelTrials { get; init; } = 2;

    [Range(0, 1_000_000)]
    [Description("The study fails when more trials than this have failed.")]
    public int MaxFailedTrials { get; init; } = 5;

    [Range(1, 100_000_000)]
    [Description("The study ends when this much time has passed since its first trial started.")]
    public int? MaxDurationSeconds { get; init; }

    [Range(0.001, 10_000_000)]
    [Description("In a cluster: the study ends when its pods have held GPUs for this long, hours times GPUs, running attempts included. Absent: no limit.")]
    public double? MaxGpuHours { get; init; }

    [Range(1, 100)]
    [Description("Seeds per configuration: the best is the one with the best lower confidence bound of the mean, and the spread is shown.")]
    public int Repeats { get; init; } = 1;

    [Range(1, 1_000_000)]
    [Description("Only so many of the best configurations are repeated, as soon as it is certain that they are among the best; absent: every one that is trained to the end.")]
    public int? RepeatBest { get; init; }

    [Description("A trial equal to a finished one in this store (same images, network, training, code version), of whichever study, takes its result over instead of being trained; false: train it again, with a seed of its own.")]
    public bool Reuse { get; init; } = true;

    [Description("genetic: a trial starts from the best epoch of a finished parent with the same network, dropout aside, instead of from random weights. Its value then also tells of its parents' training.")]
    public bool InheritWeights { get; init; }

    [Description("Earlier studies whose trials count as history: what they found is not found out again. Trials whose values lie outside this study's ranges are left out; with other images, or another network around the searched fields, they are discounted.")]
    public IReadOnlyList<WarmStartSpec> WarmStart { get; init; } = [];
}

/// <summary>An earlier study to learn from.</summary>
public sealed record WarmStartSpec
{
    [Required]
    [Description("Its run folder, absolute or from the manifest's folder, or its name: then the run folder of that name beside this study's. In a cluster: the name of a study of the same namespace.")]
    public string Study { get; init; } = "";
}

/// <summary>One searched field: exactly one of int, double, choice is set.</summary>
public sealed record ParameterSpec
{
    [Required]
    [Description("Any scalar field of dataset, model or training, e.g. model.convLayers.")]
    public string Path { get; init; } = "";

    public IntRange? Int { get; init; }

    public DoubleRange? Double { get; init; }

    [Description("A list of values; numbers in rising order count as neighbours.")]
    public IReadOnlyList<JsonValue>? Choice { get; init; }

    [Description("The parameter exists only where each of the named parameters, one or more, has one of its listed values.")]
    public IReadOnlyDictionary<string, IReadOnlyList<JsonValue>>? When { get; init; }
}

public sealed record IntRange
{
    [Required]
    public long Min { get; init; }

    [Required]
    public long Max { get; init; }

    [Range(1, 1_000_000_000)]
    public long Step { get; init; } = 1;

    [AllowedValues("linear", "log")]
    public string Scale { get; init; } = "linear";
}

public sealed record DoubleRange
{
    [Required]
    public double Min { get; init; }

    [Required]
    public double Max { get; init; }

    [Range(1e-300, double.MaxValue)]
    public double? Step { get; init; }

    [AllowedValues("linear", "log")]
    public string Scale { get; init; } = "linear";
}

public sealed record PruningSpec
{
    [AllowedValues("none", "median", "asha", "hyperband")]
    [Description("none; median: stop a trial below the median of all at its epoch; asha: successive halving without waiting, stopped trials may be promoted later; hyperband: asha in brackets, from one that stops trials early to one that stops none.")]
    public string Algorithm { get; init; } = "asha";

    [Range(2, 100)]
    [Description("asha, hyperband: one trial in this many goes on from each rung, and rungs lie this factor apart.")]
    public int Reduction { get; init; } = 3;

    [Range(1, 10_000)]
    [Description("No trial is judged before this many epochs.")]
    public int MinEpochs { get; init; } = 2;
}
