using CsCheck;

namespace Filler.Search.Tests.Samplers;

/// <summary>What every sampler must do; one subclass a sampler.</summary>
public abstract class SamplerConformance
{
    /// <summary>The sampler for a space that suits it.</summary>
    protected abstract ISampler Create(SearchSpace space);

    /// <summary>The richest space that the sampler can search.</summary>
    protected virtual SearchSpace Rich => Spaces.Mixed();

    /// <summary>A space with one branch of four points and another of many.</summary>
    protected virtual SearchSpace Small => Spaces.Lopsided(new RealParameter("x", 0, 1, When: new Condition("branch", [Spaces.Word("many")])));

    [Fact]
    public void Proposals_are_points_of_the_space()
    {
        foreach (var observation in Run(Rich, 60, i => i % 7))
            Assert.True(Rich.Contains(observation.Parameters, out var why), why);
    }

    [Fact]
    public void Equal_history_and_seed_give_the_equal_proposal_from_any_prefix()
    {
        var space = Rich;
        var history = Run(space, 40, i => Math.Sin(i));

        foreach (var length in new[] { 0, 1, 9, 10, 25, 39 })
        {
            var again = Create(space).Propose(space, history[..length], (ulong)length)!;
            Assert.Equal(PointKey.Of(space, history[length].Parameters), PointKey.Of(space, again.Parameters));
        }
    }

    [Fact]
    public void The_order_of_the_history_does_not_matter()
    {
        var space = Rich;
        var history = Run(space, 30, i => i % 3);

        var forward = Create(space).Propose(space, history, 99)!;
        var backward = Create(space).Propose(space, [.. Enumerable.Reverse(history)], 99)!;

        Assert.Equal(PointKey.Of(space, forward.Parameters), PointKey.Of(space, backward.Parameters));
    }

    public static TheoryData<string> Histories => new("failed", "equal", "nan", "running", "paused", "infinite");

    [Theory]
    [MemberData(nameof(Histories))]
    public void Odd_histories_are_survived(string kind)
    {
        var space = Rich;
        var history = Run(space, 30, i => i).Select(o => kind switch
        {
            "failed" => o with { State = ObservationState.Failed, Curve = [], Value = null },
            "equal" => o with { Curve = [0.5], Value = 0.5 },
            "nan" => o with { Curve = [double.NaN], Value = double.NaN },
            "running" => o with { State = ObservationState.Running, Curve = [], Value = null },
            "paused" => o with { State = ObservationState.Paused, Curve = [0.4, 0.3], Value = null },
            _ => o with { Curve = [double.PositiveInfinity], Value = double.PositiveInfinity },
        }).ToList();

        var proposal = Create(space).Propose(space, history, 5);

        Assert.NotNull(proposal);
        Assert.True(space.Contains(proposal.Parameters, out var why), why);
        Assert.NotEmpty(proposal.Explanation);
    }

    [Fact]
    public void A_finite_space_is_used_up_without_a_repeat()
    {
        var space = Spaces.Finite();

        var history = Run(space, 50, i => i % 4);

        Assert.Equal(12, history.Count);
        Assert.Equal(12, history.Select(o => PointKey.Of(space, o.Parameters)).Distinct().Count());
    }

    [Fact]
    public void No_point_comes_twice_even_where_the_best_branch_is_small()
    {
        // Everything good lies in one branch of four points.
        var history = new List<Observation>();
        var space = Small;
        while (history.Count < 60 && Create(space).Propose(space, history, (ulong)history.Count) is { } next)
            history.Add(Spaces.Complete(history.Count, next.Parameters, next.Parameters["branch"].ToString() == "few" ? 0 : 1 + (history.Count % 5)));

        Assert.Equal(60, history.Count);
        Assert.Equal(60, history.Select(o => PointKey.Of(space, o.Parameters)).Distinct().Count());
    }

    [Fact]
    public void One_dimension_is_searched()
    {
        var space = new SearchSpace([new IntegerParameter("n", 1, 500)]);

        Assert.All(Run(space, 40, i => i % 5), o => Assert.InRange(o.Parameters["n"].AsDouble(), 1, 500));
    }

    [Fact]
    public void Trials_of_an_earlier_space_do_no_harm()
    {
        var space = Rich;
        var history = Run(space, 30, i => i).Select(o => o with
        {
            Parameters = new Dictionary<string, ParameterValue>(o.Parameters) { ["optimizer"] = Spaces.Word("rprop"), ["layers"] = Spaces.Whole(99) },
        }).ToList();

        Assert.True(space.Contains(Create(space).Propose(space, history, 1)!.Parameters, out var why), why);
    }

    [Fact]
    public void Histories_of_every_state_are_survived()
    {
        var space = Rich;
        var points = Run(space, 40, i => i);
        Gen.Select(Gen.Int[0, 4], Gen.OneOf(Gen.Double[0, 1], Gen.Const(double.NaN)).Array[0, 5]).Array[40].Sample(
            trials =>
            {
                List<Observation> history =
                [
                    .. trials.Select((t, i) => points[i] with
                    {
                        State = (ObservationState)t.Item1,
                        Curve = t.Item2,
                        Value = (ObservationState)t.Item1 == ObservationState.Complete && t.Item2.Length > 0 ? t.Item2[^1] : null,
                    }),
                ];

                Assert.True(space.Contains(Create(space).Propose(space, history, 3)!.Parameters, out var why), why);
            },
            iter: 50);
    }

    [Fact]
    public void A_single_point_is_proposed_once() => Assert.Single(Run(Spaces.OnePoint(), 5, _ => 1));

    [Fact]
    public void Ten_thousand_observations_are_digested()
    {
        var space = Rich;
        var random = new RandomSampler();
        var history = Enumerable.Range(0, 10_000).Select(i => Spaces.Complete(i, random.Propose(space, [], (ulong)i)!.Parameters, i % 17)).ToList();

        Assert.NotNull(Create(space).Propose(space, history, 1));
    }

    [Fact]
    public void Half_of_the_history_failed_and_the_search_goes_on()
    {
        var space = Rich;
        var history = Run(space, 30, i => i).Select((o, i) => i % 2 == 0 ? o : o with { State = ObservationState.Failed, Curve = [], Value = null }).ToList();

        Assert.True(space.Contains(Create(space).Propose(space, history, 8)!.Parameters, out var why), why);
    }

    private List<Observation> Run(SearchSpace space, int trials, Func<int, double> value)
    {
        var history = new List<Observation>();
        for (var i = 0; i < trials; i++)
        {
            if (Create(space).Propose(space, history, (ulong)i) is not { } proposal) break;
            history.Add(Spaces.Complete(i, proposal.Parameters, value(i)));
        }

        return history;
    }
}
