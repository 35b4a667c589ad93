using System.Diagnostics;
using Filler.Api;
using Filler.Search;
using Filler.Studies.Tests.Simulation;
using Xunit.Abstractions;

namespace Filler.Studies.Tests.Planning;

public class SpeedTests(ITestOutputHelper output)
{
    /// <summary>The aim is 2 ms without the search's own time; the bound leaves room for a busy machine and an unoptimised build.</summary>
    [Fact]
    public void A_decision_over_a_thousand_trials_takes_milliseconds()
    {
        var spec = Facts.Spec.With(s => s with { MaxTrials = 2000 });
        var trials = Enumerable.Range(0, 1000).Select(n => Facts.Trial(n, n < 998 ? Facts.Succeeded(Curve(n)) : Facts.Running(Curve(n)[..4]))).ToList();
        var (busy, free) = (Facts.Study(spec), Facts.Study(spec.With(s => s with { ParallelTrials = 3 })));
        var space = SearchSpaces.From(spec).Space!;

        var (atRest, starting) = (Fastest(busy), Fastest(free));

        output.WriteLine($"1,000 trials: {atRest:0.00} ms with all slots taken, {starting:0.00} ms with a start");
        Assert.InRange(Math.Max(atRest, starting), 0, 20);

        double Fastest(Study study) => Enumerable.Range(0, 40).Min(_ =>
        {
            var clock = Stopwatch.GetTimestamp();
            StudyPlanner.Decide(study, trials, Facts.Noon, space, new FixedSampler(), new FixedPruner(), 30);
            return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        });
    }

    private static double[] Curve(int number) => Enumerable.Range(1, 30).Select(e => 0.5 + (0.4 * e / (e + 1.0 + (number % 7)))).ToArray();

    private sealed class FixedSampler : ISampler
    {
        public Proposal Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed) => new(
            new Dictionary<string, ParameterValue> { ["model.convLayers"] = new ParameterValue.Integer(2), ["training.learningRate"] = new ParameterValue.Real(0.0123) }, "fixed");
    }
}
