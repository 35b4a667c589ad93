using System.Numerics;
using static Filler.Search.Tests.Spaces;

namespace Filler.Search.Tests.Space;

public class SearchSpaceTests
{
    public static TheoryData<Parameter[], string, string, string> Malformed => new()
    {
        { [new IntegerParameter("p", 5, 2)], "p", "min", "5 is above max 2" },
        { [new RealParameter("p", 0, 1, Log: true)], "p", "min", "0 on a log scale" },
        { [new RealParameter("p", double.NaN, 1)], "p", "min", "NaN is no number" },
        { [new RealParameter("p", 0, 1, Step: 0)], "p", "step", "0 is not above 0" },
        { [new IntegerParameter("p", 0, 1, Step: 0)], "p", "step", "0 is not above 0" },
        { [new ChoiceParameter("p", [])], "p", "choice", "is empty" },
        { [new ChoiceParameter("p", [Whole(1), new ParameterValue.Real(1)])], "p", "choice", "1 stands twice" },
        { [new IntegerParameter("p", 0, 1), new IntegerParameter("p", 0, 1)], "p", "path", "stands twice" },
        { [new IntegerParameter("p", 0, 1, When: new Condition("q", [Whole(1)]))], "p", "when", "'q' is not searched" },
        { [new IntegerParameter("q", 0, 1), new IntegerParameter("p", 0, 1, When: new Condition("q", [Whole(7)]))], "p", "when", "never has the value 7" },
        { [new IntegerParameter("q", 0, 1), new IntegerParameter("p", 0, 1, When: new Condition("q", []))], "p", "when", "lists no value" },
        { [new RealParameter("q", 0, 1), new IntegerParameter("p", 0, 1, When: new Condition("q", [Whole(1)]))], "p", "when", "'q' is continuous" },
        { [new IntegerParameter("p", long.MinValue, long.MaxValue)], "p", "max", "beyond 2^53" },
        { [new RealParameter("p", double.MinValue, double.MaxValue)], "p", "max", "too wide" },
        { [new RealParameter("p", 0, 1, Step: 1e-20)], "p", "step", "more than 2^53 values" },
        {
            [new IntegerParameter("p", 0, 1, When: new Condition("q", [Whole(1)])), new IntegerParameter("q", 0, 1, When: new Condition("p", [Whole(1)]))],
            "p", "when", "depends on itself"
        },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_parameter_is_refused_with_name_field_value_and_fix(Parameter[] parameters, string name, string field, string problem)
    {
        var error = Assert.Throws<SearchSpaceException>(() => new SearchSpace(parameters));

        Assert.Equal((name, field), (error.Parameter, error.Field));
        Assert.Contains(problem, error.Problem);
        Assert.NotEmpty(error.Fix);
    }

    [Fact]
    public void Cardinality_counts_conditions()
    {
        // 3 × (x: 1 + y: 3).
        Assert.Equal(new BigInteger(12), Finite().Cardinality);
        Assert.Equal(BigInteger.One, OnePoint().Cardinality);
        Assert.Null(Mixed().Cardinality);
    }

    [Fact]
    public void Cardinality_of_a_vast_space_is_exact_and_immediate()
    {
        var vast = new SearchSpace([.. Enumerable.Range(0, 40).Select(i => new IntegerParameter($"p{i}", 0, 9))]);

        Assert.Equal(BigInteger.Pow(10, 40), vast.Cardinality);
    }

    [Fact]
    public void Cardinality_of_a_wide_parent_is_immediate()
    {
        // One of a billion widths has 10 more points.
        var space = new SearchSpace([new IntegerParameter("width", 1, 1_000_000_000), new IntegerParameter("p", 0, 9, When: new Condition("width", [Whole(7)]))]);

        Assert.Equal(new BigInteger(1_000_000_009), space.Cardinality);
    }

    [Fact]
    public void A_condition_on_a_step_of_a_real_parameter_holds_at_that_step()
    {
        var space = new SearchSpace([new RealParameter("dropout", 0, 0.5, Step: 0.1), new IntegerParameter("p", 0, 9, When: new Condition("dropout", [new ParameterValue.Real(0.3)]))]);

        var values = Enumerable.Range(0, 60).Select(i => new RandomSampler().Propose(space, [], (ulong)i)!.Parameters).ToList();

        Assert.Equal(new BigInteger(15), space.Cardinality);
        Assert.Contains(values, v => v.ContainsKey("p"));
        Assert.All(values, v => Assert.Equal(v["dropout"].ToString() == "0.3", v.ContainsKey("p")));
    }

    [Fact]
    public void A_point_must_have_the_active_parameters_and_no_others()
    {
        var space = Finite();
        Dictionary<string, ParameterValue> point = new() { ["a"] = Whole(1), ["b"] = Word("x") };

        Assert.True(space.Contains(point, out _));
        Assert.False(space.Contains(new Dictionary<string, ParameterValue>(point) { ["c"] = Whole(5) }, out var extra));
        Assert.Equal("c is given where it does not exist", extra);
        Assert.False(space.Contains(new Dictionary<string, ParameterValue>(point) { ["a"] = Whole(9) }, out var outside));
        Assert.Equal("a: 9 is out of bounds", outside);
        Assert.False(space.Contains(new Dictionary<string, ParameterValue> { ["a"] = Whole(1) }, out var missing));
        Assert.Equal("b is missing", missing);
    }
}
