namespace Filler.Api;

/// <summary>
/// What decisions still read of a finished trial's epochs, in a tenth of their room: a column for each measure, six significant digits. The full figures are
/// in its result.json.
/// </summary>
public sealed record PackedEpochs
{
    /// <summary>Values a column holds at most; longer curves keep every n-th epoch and the last.</summary>
    public const int Most = 128;

    /// <summary>Epochs on record.</summary>
    public required int Count { get; init; }

    /// <summary>Epochs from one value to the next; 1: each.</summary>
    public required int Stride { get; init; }

    /// <summary>Mean seconds of an epoch.</summary>
    public required double Seconds { get; init; }

    /// <summary>By the measure's name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> Columns { get; init; }
}
