namespace Filler.Api;

/// <summary>Where a trial's first weights come from, when not from its seed.</summary>
public sealed record InheritedWeights
{
    /// <summary>Number of the parent, a finished trial of the same study with the same architecture.</summary>
    public int Trial { get; init; }

    /// <summary>Key in the blob store of the parent's best epoch, a .safetensors file.</summary>
    public string Checkpoint { get; init; } = "";
}
