namespace Filler.Search.Tests;

/// <summary>Spaces for tests.</summary>
internal static class Spaces
{
    /// <summary>All kinds of parameters, two conditions one below the other.</summary>
    public static SearchSpace Mixed() => new(
    [
        new IntegerParameter("layers", 1, 5),
        new RealParameter("rate", 1e-5, 1e-1, Log: true),
        new RealParameter("dropout", 0, 0.5, Step: 0.1),
        new ChoiceParameter("optimizer", [Word("adam"), Word("sgd"), Word("rmsprop")]),
        new RealParameter("momentum", 0.5, 0.99, When: new Condition("optimizer", [Word("sgd"), Word("rmsprop")])),
        new ChoiceParameter("nesterov", [new ParameterValue.Truth(false), new ParameterValue.Truth(true)], When: new Condition("optimizer", [Word("sgd")])),
        new IntegerParameter("warmup", 1, 64, Log: true, When: new Condition("nesterov", [new ParameterValue.Truth(true)])),
        new ChoiceParameter("field", [Whole(250), Whole(500), Whole(1000)], Ordered: true),
    ]);

    public static SearchSpace Finite() => new(
    [
        new IntegerParameter("a", 1, 3),
        new ChoiceParameter("b", [Word("x"), Word("y")]),
        new IntegerParameter("c", 0, 10, Step: 5, When: new Condition("b", [Word("y")])),
    ]);

    /// <summary>One branch of four points, and one with <paramref name="x"/>.</summary>
    public static SearchSpace Lopsided(Parameter x) => new(
    [
        new ChoiceParameter("branch", [Word("few"), Word("many")]),
        new IntegerParameter("n", 1, 4, When: new Condition("branch", [Word("few")])),
        x,
    ]);

    public static SearchSpace OnePoint() => new([new IntegerParameter("a", 4, 4)]);

    public static SearchSpace OneDimension() => new([new RealParameter("x", -5, 5)]);

    public static ParameterValue Word(string text) => new ParameterValue.Text(text);

    public static ParameterValue Whole(long value) => new ParameterValue.Integer(value);

    public static Observation Complete(int number, IReadOnlyDictionary<string, ParameterValue> point, double value) =>
        new(number, point, ObservationState.Complete, [value], value);
}
