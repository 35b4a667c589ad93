using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Filler.Api;

/// <summary>One hyperparameter set on its way through training. Its name is <c>&lt;study&gt;-&lt;number&gt;</c>; it is created only if absent.</summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = "trials")]
public sealed record Trial : IKubernetesObject<V1ObjectMeta>, ISpec<TrialSpec>, IStatus<TrialStatus>
{
    public const string KindName = "Trial";

    public string ApiVersion { get; set; } = ApiGroup.Qualified;

    public string Kind { get; set; } = KindName;

    public V1ObjectMeta Metadata { get; set; } = new();

    public TrialSpec Spec { get; set; } = new();

    public TrialStatus Status { get; set; } = new();

    /// <summary>The deterministic name: a proposal made twice meets itself.</summary>
    public static string NameOf(string study, int number) => $"{study}-{number:D4}";
}

/// <summary>Everything a worker needs: the study's sections with this trial's parameters filled in. Never changes.</summary>
public sealed record TrialSpec
{
    public string Study { get; init; } = "";

    public string StudyUid { get; init; } = "";

    /// <summary>0, 1, 2, … in order of creation.</summary>
    public int Number { get; init; }

    /// <summary>Number of the first trial with these parameters; equals <see cref="Number"/> but for repeats.</summary>
    public int Configuration { get; init; }

    /// <summary>0 for the first trial of a configuration, then 1, 2, … up to <c>search.repeats</c> − 1.</summary>
    public int Repeat { get; init; }

    public Parameters Parameters { get; init; } = [];

    /// <summary>Why the sampler chose this point.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>Seed of weights, order of images and dropout.</summary>
    public long Seed { get; init; }

    public string Task { get; init; } = Tasks.Classification;

    /// <summary>Null but for super-resolution.</summary>
    public SuperResolutionSpec? SuperResolution { get; init; }

    public string Metric { get; init; } = Metrics.Accuracy;

    public DatasetSpec Dataset { get; init; } = new();

    public ModelSpec Model { get; init; } = new();

    public TrainingSpec Training { get; init; } = new();

    /// <summary>Epochs of this trial where nothing stops it early; what is no network has one.</summary>
    [JsonIgnore]
    public int FullEpochs => Model.IsNetwork ? Training.Epochs : 1;

    /// <summary>Null: the first weights are drawn from <see cref="Seed"/>.</summary>
    public InheritedWeights? Inherited { get; init; }
}
