namespace Filler.Structures;

/// <summary>Where a fit stands between two sweeps: a fit that goes on from it ends as the one that was not interrupted, bit for bit.</summary>
public sealed record ReverseMonteCarloState
{
    public required long Moves { get; init; }

    public required int Sweep { get; init; }

    /// <summary>Sweeps since χ² last fell worthwhile.</summary>
    public required int StagnantFor { get; init; }

    /// <summary>Lowest χ² so far.</summary>
    public required double Best { get; init; }

    public required double Temperature { get; init; }

    public required double StepNm { get; init; }

    /// <summary>The four words of the stream of random numbers.</summary>
    public required ulong[] Random { get; init; }

    /// <summary>Centres in nm; the four lists have one length.</summary>
    public required double[] X { get; init; }

    public required double[] Y { get; init; }

    public required double[] Z { get; init; }

    /// <summary>For each particle, which of the distribution's radii it has.</summary>
    public required int[] ClassOf { get; init; }
}
