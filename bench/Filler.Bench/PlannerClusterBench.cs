using System.Globalization;
using Filler.Api;

namespace Filler.Bench;

/// <summary>
/// A simulated cluster under the whole planner: a thousand workers, twenty thousand trials of 27 epochs, a decision after every fact. Processor time a
/// decision, over the study as it grows and over its last thousand decisions.
/// </summary>
internal static class PlannerClusterBench
{
    private const int Workers = 1000;
    private const int Trials = 20_000;
    private const int Epochs = 27;

    public static int Run(TextWriter output)
    {
        foreach (var (sampler, pruner) in new[] { ("random", "none"), ("tpe", "asha"), ("auto", "asha") })
        {
            var cluster = new SimulatedCluster(PlannerBench.Study(sampler, pruner, Trials, Workers, Epochs), seed: 3, Quality);
            cluster.Run();
            var (mean, late) = (cluster.Milliseconds.Average(), cluster.Milliseconds.TakeLast(1000).Average());
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"planner: {sampler} + {pruner}, {Workers} workers, {cluster.Trials.Count} trials, {cluster.Milliseconds.Count} decisions: {mean:g3} ms of processor time a decision, the last thousand {late:g3} ms; {cluster.Proposing.Average():g3} ms one that starts trials, {cluster.Milliseconds.Sum() / cluster.Trials.Count:g3} ms in all a trial (aim 10 a decision, stretch 2)"));
            output.Flush();
        }

        return 0;
    }

    // Best for four layers, a third of dropout and a rate of 1e-3.
    private static double Quality(TrialSpec trial, int epoch, Random random)
    {
        double Value(string path) => double.Parse(trial.Parameters[path].ToJsonString(), CultureInfo.InvariantCulture);
        var final = 0.95 - (0.03 * Math.Abs(Value("model.convLayers") - 4)) - (0.2 * Math.Pow(Value("model.dropout") - 0.33, 2)) - (0.05 * Math.Abs(Math.Log10(Value("training.learningRate")) + 3));
        return final * (1 - (0.5 / (epoch + 1)));
    }
}
