using CsCheck;

namespace Filler.Search.Tests.History;

/// <summary>A history that follows its trials answers whatever a list of them would: ADR-0018.</summary>
public class TrialHistoryTests
{
    private static readonly SearchSpace Space = Spaces.Mixed();

    [Fact]
    public void Pruners_and_samplers_cannot_tell_it_from_a_list() => Gen.Int[0, int.MaxValue - 1].Sample(
        seed =>
        {
            var random = new Random(seed);
            var sut = new TrialHistory([]);
            var list = new SortedDictionary<int, Observation>();
            IPruner[] pruners = [.. PrunerFactory.Names.Select(n => PrunerFactory.Create(n, 2 + random.Next(2), 1))];
            for (var step = 0; step < 150; step++)
            {
                Change(sut, list, random);
                if (random.Next(4) > 0) continue;
                List<Observation> plain = [.. list.Values];
                Assert.Equal(plain, sut);
                Assert.Equal(plain.Count(o => o.State == ObservationState.Running), sut.Running);
                Assert.All(pruners, p => Assert.Equal(p.Judge(plain, 9), p.Judge(sut, 9)));
                Assert.All(plain, o => Assert.True(PointKey.IsTaken(Space, sut, o.Parameters)));
                foreach (var sampler in new[] { "random", "tpe", "genetic" })
                {
                    var sampled = SamplerFactory.Create(sampler, Space, new SearchSetting());
                    var (one, other) = (sampled.Propose(Space, plain, (ulong)step)!, sampled.Propose(Space, sut, (ulong)step)!);
                    Assert.Equal((PointKey.Of(Space, one.Parameters), one.Explanation), (PointKey.Of(Space, other.Parameters), other.Explanation));
                }
            }
        },
        iter: 40);

    [Fact]
    public void A_trial_that_is_gone_leaves_its_point_free_and_its_rung()
    {
        var point = RandomSampler.Draw(Space, new SeededRandom(1));
        var sut = new TrialHistory([new Observation(4, point, ObservationState.Paused, [0.5], null), new Observation(7, RandomSampler.Draw(Space, new SeededRandom(2)), ObservationState.Paused, [0.6], null)]);
        var pruner = new AshaPruner(2, 1);

        Assert.True(PointKey.IsTaken(Space, sut, point));
        Assert.Equal(4, Assert.Single(pruner.Judge(sut, 9)).Number);

        sut.Remove(4);
        sut.Remove(5);

        Assert.False(PointKey.IsTaken(Space, sut, point));
        Assert.Empty(pruner.Judge(sut, 9));
        Assert.Equal((null, 7), (sut.Find(4), sut.Find(7)?.Number));
    }

    [Fact]
    public void Reasons_show_costs_as_their_reader_knows_them()
    {
        var pruner = new AshaPruner(2, 1, new CostText(c => $"psnr {-c:0.0}"));

        var verdict = Assert.Single(pruner.Judge([Running(0, -24.5), Running(1, -22.25)], 9));

        Assert.Equal(new Verdict(1, VerdictAction.Pause, "asha: place 2 of 2 at epoch 1 with psnr 22.3; the best one goes on"), verdict);
    }

    private static Observation Running(int number, params double[] curve) => new(number, new Dictionary<string, ParameterValue>(), ObservationState.Running, curve, null);

    // A new trial, one that is gone, or one that has an epoch, a state or a value more; costs from a few values, so that there are ties.
    private static void Change(TrialHistory sut, SortedDictionary<int, Observation> list, Random random)
    {
        var kind = random.Next(20);
        if (list.Count == 0 || kind < 5)
        {
            var number = random.Next(60);
            Put(new Observation(number, RandomSampler.Draw(Space, new SeededRandom((ulong)random.Next(50))), ObservationState.Running, [], null));
            return;
        }

        var chosen = list.Values.ElementAt(random.Next(list.Count));
        if (kind == 5)
        {
            list.Remove(chosen.Number);
            sut.Remove(chosen.Number);
            return;
        }

        double Cost() => random.Next(12) == 0 ? double.NaN : random.Next(8) / 8.0;
        Put(kind switch
        {
            < 14 when chosen.Curve.Count < 9 => chosen with { Curve = [.. chosen.Curve, Cost()] },
            < 16 => chosen with { State = ObservationState.Paused, Value = null },
            16 => chosen with { State = ObservationState.Running, Value = null },
            17 => chosen with { State = ObservationState.Failed, Value = null },
            18 => chosen with { State = ObservationState.Pruned, Value = null },
            _ => chosen with { State = ObservationState.Complete, Value = random.Next(8) / 8.0 },
        });

        void Put(Observation trial)
        {
            list[trial.Number] = trial;
            sut.Put(trial);
        }
    }
}
