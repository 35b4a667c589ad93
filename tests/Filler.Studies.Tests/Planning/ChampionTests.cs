using Filler.Search;

namespace Filler.Studies.Tests.Planning;

public class ChampionTests
{
    [Fact]
    public void With_nothing_finished_the_furthest_goes_on_even_if_a_shorter_one_looks_better() =>
        Assert.Equal(1, Champion.Among([Paused(0, 0.1), Paused(1, 0.5, 0.4, 0.3), Paused(2, 0.5, 0.4, 0.35)])!.Number);

    [Fact]
    public void Ties_go_to_the_lower_number() => Assert.Equal(0, Champion.Among([Paused(0, 0.3), Paused(1, 0.3)])!.Number);

    [Fact]
    public void A_trial_without_a_single_epoch_is_the_last_resort()
    {
        Assert.Equal(1, Champion.Among([Paused(0), Paused(1, 0.9)])!.Number);
        Assert.Equal(0, Champion.Among([Paused(0)])!.Number);
    }

    [Fact]
    public void A_trial_whose_last_value_is_no_number_never_goes_on() => Assert.Null(Champion.Among([Paused(0, 0.1, double.NaN)]));

    [Fact]
    public void An_epoch_without_a_value_takes_nothing_from_the_others()
    {
        var finished = new Observation(0, new Dictionary<string, ParameterValue>(), ObservationState.Complete, [double.NaN, 0.4, 0.1], 0.1);

        Assert.Equal(1, Champion.Among([Paused(0, 0.5), Paused(1, double.NaN, 0.3)])!.Number);
        Assert.Equal(2, Champion.Among([finished, Paused(1, double.NaN, 0.4), Paused(2, 0.6)])!.Number);
    }

    [Fact]
    public void Once_one_is_finished_only_better_ones_at_the_same_epoch_go_on()
    {
        var finished = new Observation(0, new Dictionary<string, ParameterValue>(), ObservationState.Complete, [0.5, 0.4, 0.1], 0.1);

        Assert.Null(Champion.Among([finished, Paused(1, 0.5), Paused(2, 0.6, 0.4)]));
        Assert.Equal(3, Champion.Among([finished, Paused(1, 0.5), Paused(2, 0.6, 0.4), Paused(3, 0.6, 0.3)])!.Number);
    }

    private static Observation Paused(int number, params double[] costs) =>
        new(number, new Dictionary<string, ParameterValue>(), ObservationState.Paused, costs, null);
}
