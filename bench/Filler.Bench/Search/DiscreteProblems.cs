using Filler.Search;

namespace Filler.Bench;

/// <summary>Problems without one real parameter, drawn anew by each seed: what a search among architectures is like.</summary>
internal static class DiscreteProblems
{
    private const int Parameters = 10;

    /// <summary>Ten choices among four unlike values.</summary>
    public static SearchProblem Choices(int seed) => Unlike("choices", Parameters, 4, new Random((seed * 7877) + 1));

    /// <summary>Choices among twelve unlike values: in a model, twelve coordinates each.</summary>
    public static SearchProblem Categories(int seed, int count) => Unlike($"categories{count}", count, 12, new Random((seed * 7877) + 3));

    /// <summary>Ten whole numbers from 0 to 11 in a narrow bowl that is turned against their axes.</summary>
    public static SearchProblem Levels(int seed)
    {
        var random = new Random((seed * 7877) + 2);
        var best = Enumerable.Range(0, Parameters).Select(_ => 1 + (10 * random.NextDouble())).ToArray();
        var axes = Enumerable.Range(0, Parameters).Select(_ => Drawn(random, Parameters)).ToArray();
        double Value(int[] x) => axes.Select((a, i) => Math.Pow(3, -i / 3.0) * Math.Pow(a.Select((c, j) => (c - 0.5) * (x[j] - best[j])).Sum(), 2)).Sum();
        return Problem("levels", Parameters, i => new IntegerParameter($"x{i}", 0, 11), v => (int)v.AsDouble(), 12, Value, random);
    }

    // Each value adds its part, and as many pairs theirs.
    private static SearchProblem Unlike(string name, int count, int values, Random random)
    {
        var parts = Enumerable.Range(0, count).Select(_ => Drawn(random, values)).ToArray();
        var pairs = Enumerable.Range(0, count).Select(i => (One: i, Other: (i + 1 + random.Next(count - 1)) % count, Parts: Drawn(random, values * values))).ToArray();
        double Value(int[] x) => x.Select((v, i) => parts[i][v]).Sum() + (0.5 * pairs.Sum(p => p.Parts[(x[p.One] * values) + x[p.Other]]));
        return Problem(name, count, i => new ChoiceParameter($"x{i}", [.. Enumerable.Range(0, values).Select(v => (ParameterValue)new ParameterValue.Text($"v{v}"))]), v => int.Parse(v.ToString()[1..], System.Globalization.CultureInfo.InvariantCulture), values, Value, random);
    }

    private static double[] Drawn(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];

    private static SearchProblem Problem(string name, int count, Func<int, Parameter> parameter, Func<ParameterValue, int> read, int values, Func<int[], double> value, Random random)
    {
        var least = Enumerable.Range(0, 200).Min(_ => Descended([.. Enumerable.Range(0, count).Select(_ => random.Next(values))], values, value));
        return new SearchProblem(name, new SearchSpace([.. Enumerable.Range(0, count).Select(parameter)]), p => value([.. Enumerable.Range(0, count).Select(i => read(p[$"x{i}"]))]) - least);
    }

    // One coordinate at a time, from two hundred starts.
    private static double Descended(int[] x, int values, Func<int[], double> value)
    {
        var best = value(x);
        for (var improved = true; improved;)
        {
            improved = false;
            for (var i = 0; i < x.Length; i++)
            {
                var kept = x[i];
                for (var v = 0; v < values; v++)
                {
                    x[i] = v;
                    if (value(x) is var found && found < best - 1e-12) (best, kept, improved) = (found, v, true);
                }

                x[i] = kept;
            }
        }

        return best;
    }
}
