namespace Filler.Search.Tests.Samplers;

public class PreselectionTests
{
    private static readonly SearchSpace Space = Spaces.OneDimension();
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, ParameterValue>> Ruler = [.. Enumerable.Range(0, 199).Select(i => At(-4.95 + (i * 0.05)))];

    [Fact]
    public void There_is_no_model_of_five_trials() => Assert.Null(Preselection.Of(Space, Trials(5, x => x), new SeededRandom(1)));

    [Fact]
    public void The_bottom_of_a_bowl_is_chosen()
    {
        var model = Preselection.Of(Space, Trials(9, x => (x - 1.3) * (x - 1.3)), new SeededRandom(1))!;

        Assert.InRange(X(model.Best(Ruler, p => p)!), 1.1, 1.5);
    }

    [Fact]
    public void Where_two_places_are_as_good_the_one_without_a_trial_under_way_is_chosen()
    {
        // Troughs near -2.4 and 2.4, alike; one of them is being tried.
        var history = Trials(11, x => Math.Pow((x * x) - 5.8, 2));
        foreach (var taken in new[] { -2.4, 2.4 })
        {
            var model = Preselection.Of(Space, [.. history, new Observation(11, At(taken), ObservationState.Running, [], null)], new SeededRandom(1))!;

            Assert.InRange(X(model.Best(Ruler, p => p)!), -taken - 0.5, -taken + 0.5);
        }
    }

    [Fact]
    public void A_trial_under_way_stands_where_its_value_is_expected()
    {
        var history = Trials(9, x => (x - 1.3) * (x - 1.3));
        var running = new Observation(9, At(1.3), ObservationState.Running, [], null);
        var model = Preselection.Of(Space, [.. history, running], new SeededRandom(1))!;

        Assert.Equal([9, 5, 6, 4, 7, 3, 8, 2, 1, 0], model.Expected([.. history, running]).Select(o => o.Number));
    }

    [Fact]
    public void A_point_that_a_trial_has_is_never_chosen()
    {
        var history = Trials(9, x => x * x);
        var model = Preselection.Of(Space, history, new SeededRandom(1))!;

        Assert.Null(model.Best(history.Select(o => o.Parameters), p => p));
        Assert.Equal(4.7, X(model.Best([history[0].Parameters, At(4.7), history[1].Parameters], p => p)!));
    }

    private static List<Observation> Trials(int count, Func<double, double> value) =>
        [.. Enumerable.Range(0, count).Select(i => -5 + (10.0 * i / (count - 1))).Select((x, i) => Spaces.Complete(i, At(x), value(x)))];

    private static double X(IReadOnlyDictionary<string, ParameterValue> point) => point["x"].AsDouble();

    private static Dictionary<string, ParameterValue> At(double x) => new() { ["x"] = new ParameterValue.Real(x) };
}
