using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Filler.Api;

public sealed record TrialRunSpec
{
    [Range(0, 100)]
    [Description("How often a trial whose worker crashed or hung is tried again, from its last checkpoint. Evictions and stops do not count.")]
    public int Retries { get; init; } = 3;

    [AllowedValues("auto", "cpu", "cuda")]
    [Description("Where networks are trained: auto takes CUDA where the worker's libtorch folder (LIBTORCH_DIR) holds it and a card is to be seen; cuda ends the run where it is missing.")]
    public string Device { get; init; } = "auto";

    [Range(5, 1_000_000)]
    [Description("A worker that reports nothing for this long counts as hung and is killed.")]
    public int SilenceSeconds { get; init; } = 300;

    [Range(0, 100_000_000)]
    [Description("In a cluster: a pod that has not started after this long, for want of a node or of its image, fails its trial with the scheduler's or the kubelet's own words. Time behind a scheduling gate, as in a queue, does not count. 0: it waits for ever.")]
    public int StartDeadlineSeconds { get; init; } = 1800;

    [Range(1, 86_400)]
    [Description("In a cluster: time that a worker has to write its checkpoint when it is told to leave.")]
    public int GracePeriodSeconds { get; init; } = 60;

    [Range(1, 64)]
    [Description("Trials that share one pod, and so its GPU, its memory and its processors, each in a process of its own. On one machine with CUDA: trials that share one card, so that the cards times this bound how many run at once; without CUDA it says nothing there. The next trial is let in when the memory of those before it is measured and there is room for as much. search.parallelTrials still bounds how many run in all.")]
    public int Packing { get; init; } = 1;

    [Description("In a cluster: what is laid over the pod of every trial and of the dataset. Absent: the operator's own image and no more than that.")]
    public PodOverlay? Template { get; init; }
}
