namespace Filler.Search;

/// <summary>The volume that a front dominates up to a reference point, exactly: what one number can say of a front (Zitzler and Thiele 1999). Everything is minimised.</summary>
public static class Hypervolume
{
    /// <param name="costs">Vectors of two or three components, dominated ones too. What is not below the reference in every component adds nothing.</param>
    /// <param name="reference">The worst corner.</param>
    /// <exception cref="ArgumentException">The reference has neither two nor three components, or a vector has another number than it.</exception>
    public static double Of(IReadOnlyList<IReadOnlyList<double>> costs, IReadOnlyList<double> reference)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(reference);
        if (reference.Count is not (2 or 3)) throw new ArgumentException($"{reference.Count} objectives; exact hypervolumes are for 2 and 3", nameof(reference));
        if (costs.FirstOrDefault(c => c.Count != reference.Count) is { } other)
            throw new ArgumentException($"a vector of {other.Count} objectives and a reference of {reference.Count}", nameof(costs));
        var inside = costs.Where(c => Enumerable.Range(0, reference.Count).All(m => c[m] < reference[m])).ToList();
        return reference.Count == 2 ? Area(inside, reference) : Volume(inside, reference);
    }

    // Strips between neighbours along the first objective, each as high as the lowest second objective so far leaves.
    private static double Area(IEnumerable<IReadOnlyList<double>> inside, IReadOnlyList<double> reference)
    {
        var (area, lowest) = (0.0, reference[1]);
        foreach (var point in inside.OrderBy(p => p[0]).ThenBy(p => p[1]))
        {
            if (point[1] >= lowest) continue;
            area += (reference[0] - point[0]) * (lowest - point[1]);
            lowest = point[1];
        }

        return area;
    }

    // Slabs between neighbours along the third objective: in each, the area of all that lies below it.
    private static double Volume(List<IReadOnlyList<double>> inside, IReadOnlyList<double> reference)
    {
        var upward = inside.OrderBy(p => p[2]).ToList();
        var volume = 0.0;
        for (var i = 0; i < upward.Count; i++)
        {
            var top = i + 1 < upward.Count ? upward[i + 1][2] : reference[2];
            if (top > upward[i][2]) volume += (top - upward[i][2]) * Area(upward.Take(i + 1), reference);
        }

        return volume;
    }
}
