using CsCheck;

namespace Filler.Search.Tests.AskTell;

/// <summary>Whatever fails, and in whatever order results arrive, the search goes on to the end of its budget and promotes only what deserves it.</summary>
public class FailuresAtRungsTests
{
    private const int MaxEpochs = 27;
    private const int Budget = 400;
    private static readonly Gen<Case> Cases = Gen.Select(Gen.OneOf(Gen.Const("random"), Gen.Const("tpe"), Gen.Const("genetic")), Gen.OneOf(Gen.Const("asha"), Gen.Const("hyperband")), Gen.Int[1, 9], Gen.Double[0, 1], Gen.ULong)
        .Select((sampler, pruner, parallel, failing, seed) => new Case(sampler, pruner, parallel, failing, seed));

    [Fact]
    public void Nothing_stalls_and_no_epoch_is_left_that_could_be_used() => Cases.Sample(
        c =>
        {
            var run = new Run(c);
            run.ToTheEnd();

            Assert.InRange(run.Spent, Budget - MaxEpochs + 1, Budget);
            // A worker waited only where the rest of the budget was too small for it.
            Assert.All(run.SpentAtWaits, spent => Assert.True(spent > Budget - MaxEpochs, $"waited at {spent} of {Budget} epochs"));
        },
        iter: 200);

    [Fact]
    public void What_failed_is_never_asked_again() => Cases.Sample(
        c =>
        {
            var run = new Run(c);
            run.ToTheEnd();

            Assert.All(run.Trials.Values.Where(t => t.Values.Contains(null)), t => Assert.Equal(t.Values.Count - 1, t.Values.IndexOf(null)));
            Assert.All(run.Trials.Values, t => Assert.Equal(t.Epochs.Order().Distinct(), t.Epochs));
        },
        iter: 100);

    [Fact]
    public void A_promotion_is_earned_among_all_that_reached_the_rung_the_failed_included() => Cases.Where(c => c.Pruner == "asha").Sample(
        c =>
        {
            var run = new Run(c);
            run.ToTheEnd();

            Assert.All(run.Promotions, p => Assert.True(p.Better < p.Reached / 3, $"{p.Better} of {p.Reached} were better"));
        },
        iter: 100);

    private sealed record Case(string Sampler, string Pruner, int Parallel, double Failing, ulong Seed);

    private sealed record Trained(List<int> Epochs, List<double?> Values);

    private sealed class Run(Case c)
    {
        private readonly AskTellSession session = new(new AskTellProblem(Spaces.Mixed(), c.Sampler, c.Pruner, c.Seed, Budget, c.Parallel, new AskTellFidelity(1, MaxEpochs, 3)), []);
        private readonly SeededRandom random = new(c.Seed);
        private readonly List<AskTellMove.Ask> open = [];

        public Dictionary<int, Trained> Trials { get; } = [];

        public List<(int Better, int Reached)> Promotions { get; } = [];

        public List<int> SpentAtWaits { get; } = [];

        public int Spent { get; private set; }

        public void ToTheEnd()
        {
            while (true)
            {
                foreach (var move in session.Next())
                {
                    if (move is AskTellMove.Ask ask) Begin(ask);
                    else if (move is AskTellMove.Wait) SpentAtWaits.Add(Spent);
                }

                Assert.InRange(open.Count, 0, c.Parallel);
                if (open.Count == 0) return;
                var next = open[(int)random.NextLong(open.Count)];
                open.Remove(next);
                double? value = random.NextDouble() < c.Failing ? null : random.NextDouble();
                Trials[next.Trial!.Value].Values.Add(value);
                session.Tell(next.Id, value);
            }
        }

        private void Begin(AskTellMove.Ask ask)
        {
            var trial = Trials.TryGetValue(ask.Trial!.Value, out var known) ? known : Trials[ask.Trial.Value] = new Trained([], []);
            if (trial.Epochs.Count > 0) Promotions.Add(Standing(trial));
            Spent += ask.Fidelity!.Value - (trial.Epochs.Count > 0 ? trial.Epochs[^1] : 0);
            trial.Epochs.Add(ask.Fidelity.Value);
            open.Add(ask);
        }

        // Among the trials with a value at the rung from which this one goes on, those that were not lost since.
        private (int Better, int Reached) Standing(Trained trial)
        {
            var place = trial.Epochs.Count - 1;
            var reached = Trials.Values.Where(t => t.Values.Count > place && t.Values[place] is not null).ToList();
            return (reached.Count(t => !t.Values.Contains(null) && t.Values[place] < trial.Values[place]), reached.Count);
        }
    }
}
