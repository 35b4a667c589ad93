namespace Filler.Training.Tests.Memory;

/// <summary>A device of so many bytes, of which a test says how they are used.</summary>
internal sealed class FixedGauge(long total) : IMemoryGauge
{
    public string Name => "card-test";

    public bool CountsEverybody { get; init; } = true;

    public long InUse { get; set; }

    public long? Free() => total - InUse;

    public long Used() => InUse;

    public long Peak() => InUse;
}
