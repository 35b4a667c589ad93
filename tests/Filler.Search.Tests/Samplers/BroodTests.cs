namespace Filler.Search.Tests.Samplers;

public class BroodTests
{
    private static readonly SearchSpace Plane = new([new RealParameter("x", 0, 1), new RealParameter("y", 0, 1)]);

    [Fact]
    public void Unmutated_children_lie_between_and_a_little_beyond_their_parents_or_half_a_difference_from_the_mother()
    {
        var (mother, father) = (At(0, 0.4, 0.5), At(1, 0.6, 0.5));
        // The one difference that there is: (0.5, 0.25), either way, or none.
        Observation[] better = [At(2, 0.7, 0.5), At(3, 0.2, 0.25)];

        var children = Children(new Brood(Plane, mother, [father], better, width: 0, varied: false, new SeededRandom(4))).ToList();

        Assert.All(children, c =>
        {
            var (x, y) = (c.Parameters["x"].AsDouble(), c.Parameters["y"].AsDouble());
            var blended = x is >= 0.4 - 0.06 - 1e-12 and <= 0.6 + 0.06 + 1e-12 && Math.Abs(y - 0.5) < 1e-12;
            var step = (x - 0.4) / 0.25;
            Assert.True(blended || ((Math.Abs(step - 1) < 1e-9 || Math.Abs(step + 1) < 1e-9) && Math.Abs(y - 0.5 - (0.125 * step)) < 1e-9), $"{x}, {y}");
        });
        Assert.Contains(children, c => Math.Abs(c.Parameters["y"].AsDouble() - 0.625) < 1e-9);
        Assert.Contains(children, c => c.Parameters["x"].AsDouble() > 0.6);
    }

    [Fact]
    public void Choices_come_from_either_parent()
    {
        var space = new SearchSpace([new ChoiceParameter("a", [Spaces.Word("p"), Spaces.Word("q"), Spaces.Word("r")])]);
        Observation Of(int number, string word) => Spaces.Complete(number, new Dictionary<string, ParameterValue> { ["a"] = Spaces.Word(word) }, 0);

        var children = Children(new Brood(space, Of(0, "p"), [Of(1, "q")], [Of(0, "p")], width: 0, varied: false, new SeededRandom(4)));

        // A mutation changes the choice of an only parameter.
        var drawn = children.Where(c => c.Parents.Count == 2).CountBy(c => c.Parameters["a"].ToString()).ToDictionary();
        Assert.True(drawn["p"] > drawn["r"] && drawn["q"] > drawn["r"], string.Join(", ", drawn));
    }

    [Fact]
    public void Every_child_names_the_mother_first() =>
        Assert.All(Children(new Brood(Plane, At(7, 0.4, 0.5), [At(8, 0.5, 0.5), At(9, 0.1, 0.9)], [At(7, 0.4, 0.5)], 0.1, varied: true, new SeededRandom(4))), c => Assert.Equal(7, c.Parents[0]));

    [Fact]
    public void Varied_mutations_reach_a_sixteenth_of_the_width()
    {
        double Median(bool varied) => Children(new Brood(Plane, At(7, 0.5, 0.5), [At(7, 0.5, 0.5)], [At(7, 0.5, 0.5)], 0.1, varied, new SeededRandom(4)))
            .Select(c => Math.Abs(c.Parameters["x"].AsDouble() - 0.5)).Order().ElementAt(100);

        // Of a normal step: 0.67 of its width; of half of them narrower by two octaves in the mean, nearly half of that.
        Assert.InRange(Median(varied: false), 0.05, 0.09);
        Assert.InRange(Median(varied: true), 0.02, 0.045);
    }

    private static List<Proposal> Children(Brood brood) => [.. Enumerable.Range(0, 200).Select(_ => brood.Child())];

    private static Observation At(int number, double x, double y) =>
        Spaces.Complete(number, new Dictionary<string, ParameterValue> { ["x"] = new ParameterValue.Real(x), ["y"] = new ParameterValue.Real(y) }, 0);
}
