using Filler.Search;

namespace Filler.Bench;

/// <summary>The functions that samplers are compared on, as regrets, each also shifted, rotated and rescaled: what holds only for the named form is worthless.</summary>
internal static class TestFunctions
{
    private static readonly double[] Weights = [1, 1.2, 3, 3.2];

    private static readonly double[,] Steepness =
    {
        { 10, 3, 17, 3.5, 1.7, 8 }, { 0.05, 10, 17, 0.1, 8, 14 }, { 3, 3.5, 1.7, 10, 17, 8 }, { 17, 8, 0.05, 10, 0.1, 14 },
    };

    private static readonly double[,] Centres =
    {
        { 1312, 1696, 5569, 124, 8283, 5886 }, { 2329, 4135, 8307, 3736, 1004, 9991 }, { 2348, 1451, 3522, 2883, 3047, 6650 }, { 4047, 8828, 8732, 5743, 1091, 381 },
    };

    public static IReadOnlyList<SearchProblem> Named =>
    [
        Linear("branin", [-5, 0], [10, 15], Branin),
        Linear("hartmann6", new double[6], [1, 1, 1, 1, 1, 1], Hartmann),
        new("rosenbrock5", new SearchSpace([.. Enumerable.Range(0, 5).Select(i => new RealParameter($"x{i}", 0.01, 100, Log: true))]), p => Rosenbrock([.. Values(p, 5).Select(Math.Log10)])),
        Linear("line", [0.5], [2.5], Line),
        Linear("corner6", new double[6], [1, 1, 1, 1, 1, 1], x => Bowl(x, i => i % 2 == 0 ? 0.97 : 0.03)),
        Linear("wide40", new double[40], [.. Enumerable.Repeat(1.0, 40)], x => Bowl(x, i => 0.2 + (0.6 * (i * 0.618 % 1)))),
        Linear("wide100", new double[100], [.. Enumerable.Repeat(1.0, 100)], x => Bowl(x, i => 0.2 + (0.6 * (i * 0.618 % 1)))),
        Linear("wide200", new double[200], [.. Enumerable.Repeat(1.0, 200)], x => Bowl(x, i => 0.2 + (0.6 * (i * 0.618 % 1)))),
        Linear("ackley10", [.. Enumerable.Repeat(-32.768, 10)], [.. Enumerable.Repeat(32.768, 10)], x => Ackley([.. x.Select((v, i) => v - AckleyShift(i))])),
    ];

    /// <summary>The same functions moved by up to 15 % of each range, turned by a random rotation about the centre, and multiplied by up to 1000 or 1/1000.</summary>
    public static IReadOnlyList<SearchProblem> Varied(int seed) =>
    [
        Varied("branin~", 2, seed, u => Branin([-5 + (15 * u[0]), 15 * u[1]])),
        Varied("hartmann6~", 6, seed, Hartmann),
        Varied("rosenbrock5~", 5, seed, u => Rosenbrock([.. u.Select(v => -2 + (4 * v))])),
        Varied("ackley10~", 10, seed, u => Ackley([.. u.Select((v, i) => (65.536 * (v - 0.5)) - AckleyShift(i))])),
    ];

    // Off the centre by 4 to 16 of the half width 32.8, to either side.
    private static double AckleyShift(int i) => (i % 2 == 0 ? 1 : -1) * (4 + (12 * (i * 0.618 % 1)));

    private static SearchProblem Linear(string name, double[] low, double[] high, Func<double[], double> regret) =>
        new(name, new SearchSpace([.. low.Select((l, i) => new RealParameter($"x{i}", l, high[i]))]), p => regret(Values(p, low.Length)));

    private static SearchProblem Varied(string name, int n, int seed, Func<double[], double> onUnitCube)
    {
        var random = new Random(seed * 7919 + n);
        var shift = Enumerable.Range(0, n).Select(_ => 0.3 * (random.NextDouble() - 0.5)).ToArray();
        var rotation = Rotation(n, random);
        var scale = Math.Pow(10, (6 * random.NextDouble()) - 3);
        return Linear(name, new double[n], [.. Enumerable.Repeat(1.0, n)], u =>
        {
            var turned = new double[n];
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++) turned[i] += rotation[i][j] * (u[j] - 0.5 - shift[j]);
                turned[i] += 0.5;
            }

            return scale * onUnitCube(turned);
        }) with
        { Scale = scale };
    }

    private static double[][] Rotation(int n, Random random)
    {
        // Gram and Schmidt on normal vectors: uniform over the rotations.
        var rows = new double[n][];
        for (var i = 0; i < n; i++)
        {
            rows[i] = [.. Enumerable.Range(0, n).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
            for (var j = 0; j < i; j++)
            {
                var along = rows[i].Zip(rows[j], (a, b) => a * b).Sum();
                for (var c = 0; c < n; c++) rows[i][c] -= along * rows[j][c];
            }

            var length = Math.Sqrt(rows[i].Sum(v => v * v));
            for (var c = 0; c < n; c++) rows[i][c] /= length;
        }

        return rows;
    }

    private static double[] Values(IReadOnlyDictionary<string, ParameterValue> point, int n) => [.. Enumerable.Range(0, n).Select(i => point[$"x{i}"].AsDouble())];

    // Each parameter matters nine tenths as much as the one before it.
    private static double Bowl(double[] x, Func<int, double> best) => x.Select((v, i) => Math.Pow(0.9, i) * Math.Pow(v - best(i), 2)).Sum();

    // Gramacy and Lee 2012: one dimension, ten waves on a slope; minimum -0.869011.
    private static double Line(double[] x) => (Math.Sin(10 * Math.PI * x[0]) / (2 * x[0])) + Math.Pow(x[0] - 1, 4) + 0.8690111349;

    // Dixon and Szegö 1978; minimum 0.397887.
    private static double Branin(double[] x)
    {
        var a = x[1] - (5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0]) + (5 / Math.PI * x[0]) - 6;
        return (a * a) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x[0])) + 10 - 0.39788735772973816;
    }

    // Dixon and Szegö 1978; minimum -3.32237.
    private static double Hartmann(double[] x) =>
        3.3223680114155156 - Enumerable.Range(0, 4).Sum(i => Weights[i] * Math.Exp(-Enumerable.Range(0, 6).Sum(j => Steepness[i, j] * Math.Pow(x[j] - (Centres[i, j] / 1e4), 2))));

    private static double Rosenbrock(double[] z) =>
        Enumerable.Range(0, z.Length - 1).Sum(i => (100 * Math.Pow(z[i + 1] - (z[i] * z[i]), 2)) + Math.Pow(1 - z[i], 2));

    private static double Ackley(double[] x) =>
        20 + Math.E - (20 * Math.Exp(-0.2 * Math.Sqrt(x.Average(v => v * v)))) - Math.Exp(x.Average(v => Math.Cos(2 * Math.PI * v)));
}
