using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using k8s;
using k8s.Models;

namespace Filler.Api;

/// <summary>The manifest: what to tell apart, with which networks, searched how. Kind <c>Study</c>, <c>filler.dev/v1alpha1</c>.</summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.Version, Kind = KindName, PluralName = "studies")]
public sealed record Study : IKubernetesObject<V1ObjectMeta>, ISpec<StudySpec>, IStatus<StudyStatus?>
{
    public const string KindName = "Study";

    [AllowedValues(ApiGroup.Qualified)]
    public string ApiVersion { get; set; } = ApiGroup.Qualified;

    [AllowedValues(KindName)]
    public string Kind { get; set; } = KindName;

    public V1ObjectMeta Metadata { get; set; } = new();

    [Required]
    public StudySpec Spec { get; set; } = new();

    public StudyStatus? Status { get; set; }
}

/// <summary>What the user asks for.</summary>
public sealed record StudySpec
{
    [AllowedValues(Tasks.Classification, Tasks.Regression, Tasks.SuperResolution)]
    [Description("What the networks learn: classification tells the classes apart; regression predicts the number dataset.classes[].target of the structure that a slice was cut from; superResolution restores the pixels between coarse sections (see superResolution and model.generator).")]
    public string Task { get; init; } = Tasks.Classification;

    [Description("For task: superResolution: how the fine slices are made coarse; absent: its defaults.")]
    public SuperResolutionSpec? SuperResolution { get; init; }

    [Description("What a good network is: the metric on the validation images that trials are ranked by, and when to stop.")]
    public ObjectiveSpec Objective { get; init; } = new();

    [Description("Two or three objectives, objective.metric among them: the study then looks for the front, the configurations that no other one beats in every objective. Absent: objective alone.")]
    public IReadOnlyList<MeasureSpec> Objectives { get; init; } = [];

    [Required]
    [Description("The images: two or more classes of structures, the slices cut from them and how many.")]
    public DatasetSpec Dataset { get; init; } = new();

    [Description("The network that every trial starts from; the search overrides single fields.")]
    public ModelSpec Model { get; init; } = new();

    [Description("How a network is trained; the search overrides single fields.")]
    public TrainingSpec Training { get; init; } = new();

    [Required]
    [Description("The parameters searched, the algorithm, the budget.")]
    public SearchSpec Search { get; init; } = new();

    [Description("How a trial is run and how often it is tried again.")]
    public TrialRunSpec Trial { get; init; } = new();

    [Description("Where datasets and checkpoints are kept.")]
    public StorageSpec Storage { get; init; } = new();

    [Description("True: running trials checkpoint and leave, none start, until it is false again.")]
    public bool Suspend { get; init; }
}
