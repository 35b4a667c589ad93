namespace Filler.Search.Tests.Space;

public class SpaceCubeTests
{
    private static readonly SearchSpace Space = new(
    [
        new IntegerParameter("layers", 1, 2),
        new ChoiceParameter("optimizer", [Spaces.Word("adam"), Spaces.Word("sgd"), Spaces.Word("rmsprop")]),
        new RealParameter("momentum", 0, 1, When: new Condition("optimizer", [Spaces.Word("sgd")])),
    ]);

    private static readonly SpaceCube Sut = new(Space);

    [Fact]
    public void Choices_are_one_hot_and_what_does_not_exist_is_in_the_middle()
    {
        Dictionary<string, ParameterValue> adam = new() { ["layers"] = Spaces.Whole(1), ["optimizer"] = Spaces.Word("adam") };
        Dictionary<string, ParameterValue> sgd = new() { ["layers"] = Spaces.Whole(2), ["optimizer"] = Spaces.Word("sgd"), ["momentum"] = new ParameterValue.Real(0.9) };

        Assert.Equal([0.25, 1, 0, 0, 0.5], Sut.Encode(adam));
        Assert.Equal([0.75, 0, 1, 0, 0.9], Sut.Encode(sgd));
    }

    [Fact]
    public void Slots_tell_which_coordinates_are_whose() =>
        Assert.Equal([("layers", 0, 1), ("optimizer", 1, 3), ("momentum", 4, 1)], Sut.Slots.Select(s => (s.Parameter.Name, s.Start, s.Length)));

    [Fact]
    public void A_vector_of_another_length_is_refused() =>
        Assert.Contains("3 coordinates in a cube of 5", Assert.Throws<ArgumentException>(() => Sut.Decode([0, 0, 0])).Message);
}
