using CsCheck;

namespace Filler.Search.Tests.Pruners;

public class HyperbandPrunerTests
{
    private static readonly HyperbandPruner Sut = new(reduction: 3, minEpochs: 1);

    [Fact]
    public void Brackets_have_the_shares_of_the_paper()
    {
        // R = 81, η = 3: 81, 34, 15, 8 and 5 configurations a round (Li et al. 2018, table 1, before its rounding to 81, 27, 9, 6, 5).
        double[] paper = [81, 33.75, 15, 7.5, 5];
        var counts = Enumerable.Range(0, 8192).GroupBy(i => Sut.BracketOf(i, 5)).OrderBy(g => g.Key).Select(g => (double)g.Count()).ToList();

        Assert.All(counts.Zip(paper), pair => Assert.Equal(pair.Second / paper.Sum(), pair.First / 8192, 0.001));
    }

    [Fact]
    public void Every_early_run_of_trials_has_its_share_of_each_bracket()
    {
        var first = Enumerable.Range(0, 16).Select(i => Sut.BracketOf(i, 3)).ToList();

        Assert.Equal(3, first.Distinct().Count());
        Assert.InRange(first.Count(b => b == 0), 6, 10);
    }

    [Fact]
    public void Trials_are_compared_within_their_bracket()
    {
        var eager = Enumerable.Range(0, 40).Where(i => Sut.BracketOf(i, 3) == 0).Take(3).ToList();
        var others = Enumerable.Range(0, 40).Where(i => Sut.BracketOf(i, 3) == 1).Take(8).ToList();
        // The eager bracket's own best is worse than all of the other bracket.
        Observation[] history = [.. eager.Select((n, i) => Paused(n, 0.5 + i)), .. others.Select(n => Paused(n, 0.1))];

        var resumed = Sut.Judge(history, 9).Where(v => v.Action == VerdictAction.Resume).ToList();

        Assert.Contains(eager[0], resumed.Select(v => v.Number));
        Assert.Contains("bracket from epoch 1", resumed.Single(v => v.Number == eager[0]).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_bracket_never_stops_a_trial()
    {
        var last = Enumerable.Range(0, 100).First(i => Sut.BracketOf(i, 3) == 2);

        Assert.Equal(9, Sut.NextRung(last, 0, 9));
        Assert.Empty(Sut.Judge([Paused(last, 3, 3, 3) with { State = ObservationState.Running }], 9));
    }

    [Fact]
    public void Failed_trials_do_not_stall_a_bracket() =>
        Gen.Int[0, 4].Select(Gen.Double[0, 1].Array[0, 9]).Array[1, 60].Sample(trials =>
        {
            Observation[] history = [.. trials.Select((t, i) => Paused(i, t.Item2) with { State = (ObservationState)t.Item1 })];

            var verdicts = Sut.Judge(history, 9);

            Assert.Equal(verdicts.Count, verdicts.Select(v => v.Number).Distinct().Count());
            Assert.All(verdicts, v => Assert.Contains(history[v.Number].State, new[] { ObservationState.Running, ObservationState.Paused }));
        });

    [Fact]
    public void Rungs_are_the_brackets_own()
    {
        for (var number = 0; number < 50; number++)
        {
            var rungs = new List<int>();
            for (var epochs = 0; epochs < 27;) rungs.Add(epochs = Sut.NextRung(number, epochs, 27));

            int[] expected = [1, 3, 9, 27];
            Assert.Equal(expected[Sut.BracketOf(number, 4)..], rungs);
        }
    }

    private static Observation Paused(int number, params double[] curve) =>
        new(number, new Dictionary<string, ParameterValue>(), ObservationState.Paused, curve, null);
}
