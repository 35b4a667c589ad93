namespace Filler.Search;

/// <summary>A whole space as a unit cube, for samplers that model points as vectors: each place of <see cref="UnitCube"/> one coordinate, unordered choices one-hot.</summary>
/// <remarks>Where a parameter does not exist its coordinates stand in the middle, so that points that differ in nothing else are one vector.</remarks>
public sealed class SpaceCube
{
    private const double Middle = 0.5;
    private readonly SearchSpace space;
    private readonly Dictionary<string, CubeSlot> slots = new(StringComparer.Ordinal);

    public SpaceCube(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        this.space = space;
        foreach (var parameter in space.Parameters)
        {
            var slot = new CubeSlot(parameter, Dimensions, UnitCube.IsNumeric(parameter) ? 1 : ((ChoiceParameter)parameter).Choices.Count);
            slots[parameter.Name] = slot;
            Dimensions += slot.Length;
        }
    }

    /// <summary>Number of coordinates.</summary>
    public int Dimensions { get; }

    /// <summary>The coordinates of each parameter, in the space's order.</summary>
    public IEnumerable<CubeSlot> Slots => space.Parameters.Select(p => slots[p.Name]);

    /// <param name="point">A point of the space.</param>
    public double[] Encode(IReadOnlyDictionary<string, ParameterValue> point)
    {
        ArgumentNullException.ThrowIfNull(point);
        var vector = new double[Dimensions];
        foreach (var (parameter, start, length) in Slots)
        {
            if (!point.TryGetValue(parameter.Name, out var value)) Array.Fill(vector, length == 1 ? Middle : 1.0 / length, start, length);
            else if (UnitCube.IsNumeric(parameter)) vector[start] = UnitCube.ToUnit(parameter, value);
            else vector[start + Domain.IndexOf(parameter, value)] = 1;
        }

        return vector;
    }

    /// <summary>The point of the space at a vector; the largest of a one-hot's coordinates decides.</summary>
    /// <param name="vector">Coordinates; those outside [0, 1] count as its ends.</param>
    public IReadOnlyDictionary<string, ParameterValue> Decode(ReadOnlySpan<double> vector)
    {
        if (vector.Length != Dimensions) throw new ArgumentException($"a vector of {vector.Length} coordinates in a cube of {Dimensions}", nameof(vector));
        var point = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var parameter in space.ParentsFirst)
        {
            if (!SearchSpace.IsActive(parameter, point)) continue;
            var coordinates = vector.Slice(slots[parameter.Name].Start, slots[parameter.Name].Length);
            point[parameter.Name] = UnitCube.IsNumeric(parameter)
                ? UnitCube.FromUnit(parameter, coordinates[0])
                : ((ChoiceParameter)parameter).Choices[Largest(coordinates)];
        }

        return point;
    }

    private static int Largest(ReadOnlySpan<double> coordinates)
    {
        var largest = 0;
        for (var i = 1; i < coordinates.Length; i++)
        {
            if (coordinates[i] > coordinates[largest]) largest = i;
        }

        return largest;
    }
}
