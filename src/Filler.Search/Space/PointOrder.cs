using System.Numerics;

namespace Filler.Search;

/// <summary>
/// The points of a space numbered 0, 1, 2, … without listing them: mixed-radix digits in which a condition makes one value of a parent worth more points
/// than another. The last parameter varies fastest.
/// </summary>
/// <remarks>A condition names one parent, so the parameters form a forest, and a branch's points are counted apart from all others.</remarks>
internal sealed class PointOrder
{
    // A continuous parameter counts as this many cells, so that "a point that no trial has" has one meaning everywhere.
    private const long Cells = 1L << 20;
    private readonly Branch[] roots;

    public PointOrder(IReadOnlyList<Parameter> parameters)
    {
        roots = BranchesOf(parameters, p => p.When is null);
        Count = Product(roots);
    }

    /// <summary>Number of points; of cells, where a parameter is continuous.</summary>
    public BigInteger Count { get; }

    /// <summary>Point number <paramref name="rank"/>, below <see cref="Count"/>; somewhere in its cell along continuous parameters.</summary>
    public IReadOnlyDictionary<string, ParameterValue> At(BigInteger rank, SeededRandom random)
    {
        var point = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        Choose(roots, rank, point, random);
        return point;
    }

    /// <summary>The number of a point of the space.</summary>
    public BigInteger RankOf(IReadOnlyDictionary<string, ParameterValue> point) => Rank(roots, point);

    private static BigInteger Rank(Branch[] branches, IReadOnlyDictionary<string, ParameterValue> point)
    {
        var rank = BigInteger.Zero;
        foreach (var branch in branches)
        {
            var index = CellOf(branch.Parameter, point[branch.Parameter.Name]);
            BigInteger place = index;
            foreach (var fork in branch.Forks)
            {
                if (fork.Index < index) place += fork.Size - 1;
                else if (fork.Index == index) place += Rank(fork.Children, point);
            }

            rank = (rank * branch.Size) + place;
        }

        return rank;
    }

    private static void Choose(Branch[] branches, BigInteger rank, Dictionary<string, ParameterValue> point, SeededRandom random)
    {
        for (var b = branches.Length - 1; b >= 0; b--)
        {
            rank = BigInteger.DivRem(rank, branches[b].Size, out var place);
            Choose(branches[b], place, point, random);
        }
    }

    private static void Choose(Branch branch, BigInteger place, Dictionary<string, ParameterValue> point, SeededRandom random)
    {
        // Values that nothing depends on are one point each; a fork is as many as its children have.
        foreach (var fork in branch.Forks)
        {
            if (place < fork.Index) break;
            if (place < fork.Index + fork.Size)
            {
                point[branch.Parameter.Name] = ValueAt(branch.Parameter, fork.Index, random);
                Choose(fork.Children, place - fork.Index, point, random);
                return;
            }

            place -= fork.Size - 1;
        }

        point[branch.Parameter.Name] = ValueAt(branch.Parameter, (long)place, random);
    }

    private static Branch[] BranchesOf(IReadOnlyList<Parameter> parameters, Func<Parameter, bool> choose) =>
        [.. parameters.Where(choose).Select(p => BranchOf(p, parameters))];

    private static Branch BranchOf(Parameter parameter, IReadOnlyList<Parameter> parameters)
    {
        Fork[] forks =
        [
            .. parameters.Where(p => p.When?.Parameter == parameter.Name)
                .SelectMany(p => p.When!.AnyOf.Select(v => Domain.IndexOf(parameter, v)))
                .Distinct().Order()
                .Select(index =>
                {
                    var children = BranchesOf(parameters, p => p.When is { } w && w.Parameter == parameter.Name && w.AnyOf.Any(v => Domain.IndexOf(parameter, v) == index));
                    return new Fork(index, children, Product(children));
                }),
        ];
        return new Branch(parameter, forks, forks.Aggregate(new BigInteger(Domain.Count(parameter) ?? Cells), (sum, f) => sum + f.Size - 1));
    }

    private static long CellOf(Parameter parameter, ParameterValue value) => Domain.Count(parameter) is null
        ? Math.Min((long)(UnitCube.ToUnit(parameter, value) * Cells), Cells - 1)
        : Domain.IndexOf(parameter, value);

    // Away from the cell's borders, where rounding could carry a value into the next one.
    private static ParameterValue ValueAt(Parameter parameter, long index, SeededRandom random) => Domain.Count(parameter) is null
        ? UnitCube.FromUnit(parameter, (index + 0.25 + (random.NextDouble() / 2)) / Cells)
        : Domain.At(parameter, index);

    private static BigInteger Product(Branch[] branches) => branches.Aggregate(BigInteger.One, (product, b) => product * b.Size);

    /// <summary>A parameter and all that depends on it.</summary>
    private sealed record Branch(Parameter Parameter, Fork[] Forks, BigInteger Size);

    /// <summary>A value of a parent under which other parameters exist.</summary>
    private sealed record Fork(long Index, Branch[] Children, BigInteger Size);
}
