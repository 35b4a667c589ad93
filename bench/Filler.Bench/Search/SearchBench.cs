using System.Diagnostics;
using System.Globalization;
using Filler.Search;

namespace Filler.Bench;

/// <summary>Median regret of our samplers on functions with a known minimum, beside what the peers reach on them.</summary>
internal static class SearchBench
{
    // Medians of 10 seeds, each library at its defaults: Optuna 4.9.0, hyperopt 0.3.0, scikit-optimize 0.10.2, DEAP 1.4.1, cmaes 0.13.1; the best of them.
    private static readonly Dictionary<(string Problem, int Parallel, int Budget), double> Peers = new()
    {
        [("branin", 1, 50)] = 5.6e-5,
        [("branin", 1, 100)] = 1.8e-5,
        [("branin", 8, 50)] = 0.152,
        [("branin", 8, 100)] = 0.0122,
        [("hartmann6", 1, 50)] = 0.0032,
        [("hartmann6", 1, 100)] = 0.00018,
        [("hartmann6", 8, 50)] = 1.09,
        [("hartmann6", 8, 100)] = 0.366,
        [("rosenbrock5", 1, 50)] = 11.0,
        [("rosenbrock5", 1, 100)] = 3.92,
        [("rosenbrock5", 8, 50)] = 19,
        [("rosenbrock5", 8, 100)] = 9.88,
        [("ackley10", 1, 50)] = 14.8,
        [("ackley10", 1, 100)] = 5.22,
        [("ackley10", 8, 50)] = 16.8,
        [("ackley10", 8, 100)] = 14.2,
    };

    public static int Run(string[] args, TextWriter output)
    {
        var samplers = Option(args, "--samplers", "tpe,gp").Split(',');
        var seeds = int.Parse(Option(args, "--seeds", "20"), CultureInfo.InvariantCulture);
        var first = int.Parse(Option(args, "--first", "0"), CultureInfo.InvariantCulture);
        var budget = int.Parse(Option(args, "--budget", "100"), CultureInfo.InvariantCulture);
        double? bar = Option(args, "--bar", "") is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
        var wanted = Option(args, "--problems", "branin,hartmann6,rosenbrock5,ackley10").Split(',');
        var parallels = Option(args, "--parallel", "1,8").Split(',').Select(p => int.Parse(p, CultureInfo.InvariantCulture));
        foreach (var parallel in parallels)
        {
            foreach (var name in wanted)
            {
                foreach (var sampler in samplers) output.WriteLine(Line(name, sampler, budget, parallel, first, seeds, bar));
                if (budget == 100 && Peers.TryGetValue((name, parallel, 50), out var at50))
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-14} k={parallel} {"best peer",-10} {at50,9:g3} {"",19} | {Peers[(name, parallel, 100)],9:g3}"));
                output.Flush();
            }
        }

        return 0;
    }

    private static string Line(string name, string sampler, int budget, int parallel, int first, int seeds, double? bar)
    {
        var runs = new (double[] Regrets, IReadOnlyList<string> Explanations)[seeds];
        var clock = Stopwatch.StartNew();
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
        {
            var seed = first + index;
            var problem = ProblemOf(name, seed);
            runs[index] = VirtualCluster.Run(problem, SamplerFactory.Create(sampler, problem.Space, new SearchSetting((ulong)seed, budget, parallel)), budget, parallel, seed);
        });
        var perAsk = clock.Elapsed.TotalMilliseconds * Math.Min(seeds, Environment.ProcessorCount) / seeds / budget;
        double[][] regrets = [.. runs.Select(r => r.Regrets)];
        var above = bar is { } limit ? string.Create(CultureInfo.InvariantCulture, $" | {regrets.Count(r => r[^1] > limit)} of {seeds} above {limit}, mean {regrets.Average(r => r[^1]):g2}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{name,-14} k={parallel} {sampler,-10} {Spread(regrets, budget / 2)} | {Spread(regrets, budget)} | {perAsk:f1} ms an ask{above}{(sampler == "auto" ? Reasons(runs.SelectMany(r => r.Explanations)) : "")}");
    }

    // What auto says of its choice in the trials' records, with the number of trials.
    private static string Reasons(IEnumerable<string> explanations) =>
        string.Concat(explanations.GroupBy(e => string.Join(": ", e.Split(": ").Take(2))).Select(g => $" | {g.Key} in {g.Count()} trials"));

    private static SearchProblem ProblemOf(string name, int seed) => name switch
    {
        "network" => NetworkSurrogate.Problem(seed),
        "choices" => DiscreteProblems.Choices(seed),
        "categories5" => DiscreteProblems.Categories(seed, 5),
        "categories10" => DiscreteProblems.Categories(seed, 10),
        "categories30" => DiscreteProblems.Categories(seed, 30),
        "levels" => DiscreteProblems.Levels(seed),
        _ when name.Split("+noise") is [var plain, var noise] => ProblemOf(plain, seed) with { Noise = noise.Length == 0 ? 0.1 : double.Parse(noise, CultureInfo.InvariantCulture) },
        _ => TestFunctions.Named.Concat(TestFunctions.Varied(seed)).First(p => p.Name == name),
    };

    // Median, and the quartiles beside it.
    private static string Spread(double[][] regrets, int at) =>
        string.Create(CultureInfo.InvariantCulture, $"{Quartile(regrets, at, 0.5),9:g3} ({Quartile(regrets, at, 0.25),7:g2} – {Quartile(regrets, at, 0.75),7:g2})");

    private static double Quartile(double[][] regrets, int at, double share)
    {
        var sorted = regrets.Select(r => r[Math.Min(at, r.Length) - 1]).Order().ToArray();
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }

    private static string Option(string[] args, string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
}
