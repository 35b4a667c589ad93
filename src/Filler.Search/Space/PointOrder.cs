using System.Globalization;
using System.Numerics;

namespace Filler.Search;

/// <summary>
/// The points of a space numbered 0, 1, 2, … without listing them: mixed-radix digits in which a condition makes one value of a parent worth more points
/// than another. The last parameter varies fastest.
/// </summary>
/// <remarks>
/// A decision diagram: parameter by parameter, each step branches only by the values that conditions name, and two ways that leave the same choices open
/// meet in one node. What depends on a parameter follows it at once, so little is open at any step.
/// </remarks>
internal sealed class PointOrder
{
    // A continuous parameter counts as this many cells, so that "a point that no trial has" has one meaning everywhere.
    private const long Cells = 1L << 20;

    // In the state: a value that no condition names.
    private const long Unnamed = -1;
    private readonly Parameter[] order;
    private readonly long[][] named;
    private readonly int[] lastUse;
    private readonly Dictionary<string, Node> nodes = new(StringComparer.Ordinal);
    private readonly Node root;

    /// <param name="parameters">Of a space without circles.</param>
    public PointOrder(IReadOnlyList<Parameter> parameters)
    {
        order = [.. DependentsAtOnce(parameters)];
        named = [.. order.Select(p => order.SelectMany(o => Condition.AllOf(o.When)).Where(c => c.Parameter == p.Name).SelectMany(c => c.AnyOf).Select(v => Domain.IndexOf(p, v)).Distinct().Order().ToArray())];
        lastUse = [.. order.Select(p => Array.FindLastIndex(order, o => Condition.AllOf(o.When).Any(c => c.Parameter == p.Name)))];
        root = NodeAt(0, []);
        nodes.Clear();
    }

    /// <summary>Number of points; of cells, where a parameter is continuous.</summary>
    public BigInteger Count => root.Size;

    /// <summary>Point number <paramref name="rank"/>, below <see cref="Count"/>; somewhere in its cell along continuous parameters.</summary>
    public IReadOnlyDictionary<string, ParameterValue> At(BigInteger rank, SeededRandom random)
    {
        var point = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        for (var node = root; node.Parameter is { } parameter;)
        {
            (var index, node, rank) = Step(node, rank);
            point[parameter.Name] = ValueAt(parameter, index, random);
        }

        return point;
    }

    /// <summary>The number of a point of the space.</summary>
    public BigInteger RankOf(IReadOnlyDictionary<string, ParameterValue> point)
    {
        var rank = BigInteger.Zero;
        for (var node = root; node.Parameter is { } parameter;)
        {
            var index = CellOf(parameter, point[parameter.Name]);
            var below = node.Forks.TakeWhile(f => f.Index < index).ToList();
            rank += below.Aggregate((index - below.Count) * node.Rest.Size, (sum, f) => sum + f.Next.Size);
            node = below.Count < node.Forks.Length && node.Forks[below.Count].Index == index ? node.Forks[below.Count].Next : node.Rest;
        }

        return rank;
    }

    private static (long Index, Node Next, BigInteger Rank) Step(Node node, BigInteger rank)
    {
        var first = 0L;
        foreach (var fork in node.Forks)
        {
            var before = (fork.Index - first) * node.Rest.Size;
            if (rank < before) break;
            rank -= before;
            if (rank < fork.Next.Size) return (fork.Index, fork.Next, rank);
            rank -= fork.Next.Size;
            first = fork.Index + 1;
        }

        var ahead = BigInteger.DivRem(rank, node.Rest.Size, out var left);
        return (first + (long)ahead, node.Rest, left);
    }

    // The state holds, by place in the order, the named value or Unnamed of each active parameter that something may still depend on.
    private Node NodeAt(int place, SortedDictionary<int, long> state)
    {
        while (place < order.Length && !Condition.AllOf(order[place].When).All(c => Holds(c, state))) place++;
        if (place == order.Length) return Node.Leaf;
        var open = state.Where(s => lastUse[s.Key] >= place).ToDictionary();
        var key = string.Create(CultureInfo.InvariantCulture, $"{place}|{string.Join(',', open.Select(s => $"{s.Key}={s.Value}"))}");
        if (nodes.TryGetValue(key, out var known)) return known;

        var parameter = order[place];
        Fork[] forks = [.. named[place].Select(index => new Fork(index, After(index)))];
        var rest = After(Unnamed);
        var size = forks.Aggregate(((Domain.Count(parameter) ?? Cells) - forks.Length) * rest.Size, (sum, f) => sum + f.Next.Size);
        return nodes[key] = new Node(parameter, forks, rest, size);

        Node After(long value) => NodeAt(place + 1, new SortedDictionary<int, long>(open) { [place] = value });
    }

    private bool Holds(Condition condition, SortedDictionary<int, long> state)
    {
        var parent = Array.FindIndex(order, p => p.Name == condition.Parameter);
        return state.TryGetValue(parent, out var value) && value != Unnamed && condition.AnyOf.Any(v => Domain.IndexOf(order[parent], v) == value);
    }

    /// <summary>Each parameter after all that it depends on, and as soon after the last of them as may be.</summary>
    private static List<Parameter> DependentsAtOnce(IReadOnlyList<Parameter> parameters)
    {
        var ordered = new List<Parameter>(parameters.Count);
        foreach (var parameter in parameters.Where(p => p.When is null)) Add(parameter);
        return ordered;

        void Add(Parameter parameter)
        {
            ordered.Add(parameter);
            foreach (var dependent in parameters.Where(p => Condition.AllOf(p.When).Any(c => c.Parameter == parameter.Name)))
            {
                if (!ordered.Contains(dependent) && Condition.AllOf(dependent.When).All(c => ordered.Exists(o => o.Name == c.Parameter))) Add(dependent);
            }
        }
    }

    private static long CellOf(Parameter parameter, ParameterValue value) => Domain.Count(parameter) is null
        ? Math.Min((long)(UnitCube.ToUnit(parameter, value) * Cells), Cells - 1)
        : Domain.IndexOf(parameter, value);

    // Away from the cell's borders, where rounding could carry a value into the next one.
    private static ParameterValue ValueAt(Parameter parameter, long index, SeededRandom random) => Domain.Count(parameter) is null
        ? UnitCube.FromUnit(parameter, (index + 0.25 + (random.NextDouble() / 2)) / Cells)
        : Domain.At(parameter, index);

    /// <summary>A parameter to choose, what follows the values that conditions name, and what follows all others.</summary>
    private sealed class Node(Parameter? parameter, Fork[] forks, Node? rest, BigInteger size)
    {
        public static Node Leaf { get; } = new(null, [], null, BigInteger.One);

        /// <summary>Null at the end.</summary>
        public Parameter? Parameter => parameter;

        public Fork[] Forks => forks;

        public Node Rest => rest ?? this;

        /// <summary>Points from here on.</summary>
        public BigInteger Size => size;
    }

    /// <summary>A value that conditions name, by its number.</summary>
    private sealed record Fork(long Index, Node Next);
}
