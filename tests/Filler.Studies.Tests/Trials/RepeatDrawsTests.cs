using Filler.Api;

namespace Filler.Studies.Tests.Trials;

public class RepeatDrawsTests
{
    [Fact]
    public void Other_repeats_count_by_the_seed_behind_their_result()
    {
        var trained = Seeded(Facts.Trial(0, new TrialStatus(), configuration: 0), 11);
        var taken = Seeded(Facts.Trial(1, new TrialStatus { ReusedFrom = new ReusedFrom("earlier", "uid", 7, 4711) }, configuration: 0, repeat: 1), 12);
        var own = Seeded(Facts.Trial(2, new TrialStatus(), configuration: 0, repeat: 2), 13);
        var other = Seeded(Facts.Trial(3, new TrialStatus(), configuration: 3), 14);

        Assert.Equal(new HashSet<long> { 11, 4711 }, RepeatDraws.SeedsOfOthers(own, [trained, taken, own, other]));
    }

    private static Trial Seeded(Trial trial, long seed) => trial with { Spec = trial.Spec with { Seed = seed } };
}
