using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Filler.Api;

public sealed record TrialRunSpec
{
    [Range(0, 100)]
    [Description("How often a trial whose worker crashed or hung is tried again, from its last checkpoint. Evictions and stops do not count.")]
    public int Retries { get; init; } = 3;

    [Range(5, 1_000_000)]
    [Description("A worker that reports nothing for this long counts as hung and is killed.")]
    public int SilenceSeconds { get; init; } = 300;
}

public sealed record StorageSpec
{
    [Description("Folder for datasets and checkpoints; absent: beside the run's record.")]
    public string? Folder { get; init; }
}
