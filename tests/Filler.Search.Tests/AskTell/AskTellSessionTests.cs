using CsCheck;

namespace Filler.Search.Tests.AskTell;

public class AskTellSessionTests
{
    private static readonly AskTellFidelity Epochs = new(1, 27, 3);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void As_many_asks_as_may_be_are_outstanding_until_the_budget_is_asked(int parallel)
    {
        var session = Session("random", budget: 20, parallel);
        var open = new Queue<int>();
        var (asked, done) = (0, 0);
        do
        {
            var moves = session.Next().ToList();
            done += moves.OfType<AskTellMove.Done>().Count();
            foreach (var ask in moves.OfType<AskTellMove.Ask>()) open.Enqueue(ask.Id);
            Assert.Equal(Math.Min(parallel, 20 - asked), open.Count);
            asked++;
            session.Tell(open.Dequeue(), 0.5);
        }
        while (open.Count > 0 || asked < 20);

        done += session.Next().OfType<AskTellMove.Done>().Count();
        Assert.Equal(1, done);
        Assert.Equal(20, asked);
    }

    [Fact]
    public void Promotions_go_on_from_where_their_trial_stood_and_the_epochs_fit_the_budget()
    {
        var (trials, spent) = Train(Session("tpe", budget: 300, parallel: 4, Epochs, "asha"), parallel: 4, (_, rung, trial) => (trial * 37 % 81) + (1.0 / rung));

        Assert.InRange(spent, 250, 300);
        Assert.Contains(trials.Values, t => t.Rungs[^1] == 27);
        Assert.All(trials.Values, t => Assert.Equal(t.Rungs.Order().Distinct(), t.Rungs));
        Assert.All(trials.Values, t => Assert.Single(t.Points.Distinct()));
    }

    [Fact]
    public void Failures_and_NaN_at_every_third_tell_stall_nothing()
    {
        var tells = 0;
        var (trials, spent) = Train(Session("genetic", budget: 200, parallel: 3, Epochs, "hyperband"), parallel: 3, (_, rung, _) => ++tells % 3 == 0 ? null : tells % 7 == 0 ? double.NaN : rung);

        Assert.InRange(spent, 150, 200);
        Assert.NotEmpty(trials);
    }

    [Fact]
    public void The_same_seed_and_tells_give_the_same_asks() =>
        Gen.Int[1, 6].Select(Gen.Int[0, 1000]).Sample((parallel, seed) =>
        {
            List<string> Asks()
            {
                var said = new List<string>();
                var problem = new AskTellProblem(Spaces.Mixed(), "tpe", "asha", (ulong)seed, 60, parallel, new AskTellFidelity(1, 9, 3));
                Train(new AskTellSession(problem, []), parallel, (ask, rung, _) =>
                {
                    said.Add($"{ask.Id} {ask.Trial} {rung} {PointKey.Of(problem.Space, ask.Parameters)}");
                    return ask.Id % 5;
                });
                return said;
            }

            Assert.Equal(Asks(), Asks());
        },
        iter: 10);

    [Fact]
    public void A_finite_space_ends_before_the_budget()
    {
        var session = new AskTellSession(new AskTellProblem(Spaces.Finite(), "grid", "none", 1, 500, 2, null), []);
        var (trials, _) = Train(session, parallel: 2, (_, _, _) => 1);

        Assert.Equal(12, trials.Count);
    }

    [Fact]
    public void What_was_observed_before_is_learned_from_and_costs_nothing()
    {
        var space = Spaces.OneDimension();
        var earlier = Enumerable.Range(0, 30).Select(i => -5 + (i / 3.0))
            .Select(x => ((IReadOnlyDictionary<string, ParameterValue>)new Dictionary<string, ParameterValue> { ["x"] = new ParameterValue.Real(x) }, (double?)((x - 2) * (x - 2)), (int?)null)).ToList();
        var session = new AskTellSession(new AskTellProblem(space, "gp", "none", 1, 3, 1, null), earlier);

        var ask = Assert.IsType<AskTellMove.Ask>(session.Next().First());

        Assert.InRange(ask.Parameters["x"].AsDouble(), 1.5, 2.5);
        Assert.Equal(1, ask.Id);
    }

    [Fact]
    public void A_tell_that_nobody_asked_is_refused() =>
        Assert.Contains("ask 9 is not outstanding", Assert.Throws<ArgumentException>(() => Session("random", 5, 1).Tell(9, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pruner_that_needs_every_epoch_is_refused() =>
        Assert.Contains("use one of none, asha, hyperband", Assert.Throws<ArgumentException>(() => Session("random", 5, 1, Epochs, "median")).Message, StringComparison.Ordinal);

    private static AskTellSession Session(string sampler, long budget, int parallel, AskTellFidelity? fidelity = null, string pruner = "none") =>
        new(new AskTellProblem(Spaces.Mixed(), sampler, pruner, 7, budget, parallel, fidelity), []);

    private sealed record Trained(List<int> Rungs, List<string> Points);

    // Workers that end in the order in which they were asked.
    private static (Dictionary<int, Trained> Trials, long Spent) Train(AskTellSession session, int parallel, Func<AskTellMove.Ask, int, int, double?> value)
    {
        var trials = new Dictionary<int, Trained>();
        var open = new Queue<AskTellMove.Ask>();
        var spent = 0L;
        while (true)
        {
            foreach (var ask in session.Next().OfType<AskTellMove.Ask>()) open.Enqueue(ask);
            Assert.InRange(open.Count, 0, parallel);
            if (!open.TryDequeue(out var next)) return (trials, spent);
            var (trial, rung) = (next.Trial ?? next.Id, next.Fidelity ?? 1);
            var known = trials.TryGetValue(trial, out var found) ? found : trials[trial] = new Trained([], []);
            spent += rung - (known.Rungs.Count > 0 ? known.Rungs[^1] : 0);
            known.Rungs.Add(rung);
            known.Points.Add(string.Join(";", next.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal)));
            session.Tell(next.Id, value(next, rung, trial));
        }
    }
}
