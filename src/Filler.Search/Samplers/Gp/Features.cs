namespace Filler.Search;

/// <summary>A space's points as vectors for a Gaussian process: the unit cube, unordered choices one-hot, and, where trials are seen part-way, the epoch.</summary>
internal sealed class Features
{
    private const double UnlikeChoices = 1.0 / 12;
    private readonly SpaceCube cube;

    public Features(SearchSpace space, bool withFidelity)
    {
        (Space, cube, WithFidelity) = (space, new SpaceCube(space), withFidelity);
        Slots = [.. cube.Slots];
        Group = new int[Dimensions];
        Weight = new double[Dimensions];
        for (var g = 0; g < Slots.Length; g++)
        {
            for (var c = Slots[g].Start; c < Slots[g].Start + Slots[g].Length; c++)
            {
                Group[c] = g;
                // Two unlike choices differ in two coordinates; so weighted they are as far apart as two random numbers of a range, whose mean square
                // distance is 1/6. As far apart as the ends of a range, a choice not tried yet would be expected to be as bad as the average.
                Weight[c] = Slots[g].Length == 1 ? 1 : UnlikeChoices;
            }
        }

        if (withFidelity) (Group[^1], Weight[^1]) = (Slots.Length, 1);
        Groups = Slots.Length + (withFidelity ? 1 : 0);
    }

    public SearchSpace Space { get; }

    public bool WithFidelity { get; }

    /// <summary>The parameters' coordinates, in the space's order.</summary>
    public CubeSlot[] Slots { get; }

    /// <summary>Number of coordinates.</summary>
    public int Dimensions => cube.Dimensions + (WithFidelity ? 1 : 0);

    /// <summary>Number of length scales: one a parameter, whatever the number of its coordinates.</summary>
    public int Groups { get; }

    /// <summary>The length scale that each coordinate belongs to.</summary>
    public int[] Group { get; }

    /// <summary>The share of each coordinate in its parameter's squared distance.</summary>
    public double[] Weight { get; }

    /// <param name="point">A point of the space.</param>
    /// <param name="fidelity">1 at the last epoch of a full trial, 0 at the first.</param>
    public double[] Encode(IReadOnlyDictionary<string, ParameterValue> point, double fidelity = 1)
    {
        var encoded = cube.Encode(point);
        return WithFidelity ? [.. encoded, fidelity] : encoded;
    }

    public IReadOnlyDictionary<string, ParameterValue> Decode(ReadOnlySpan<double> vector) => cube.Decode(vector[..cube.Dimensions]);
}
