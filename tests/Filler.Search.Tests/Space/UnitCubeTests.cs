using CsCheck;

namespace Filler.Search.Tests.Space;

public class UnitCubeTests
{
    private static readonly Gen<Parameter> Numeric = Gen.OneOf(
        Gen.Select(Gen.Int[-50, 50], Gen.Int[0, 60], Gen.Int[1, 7], (min, span, step) => (Parameter)new IntegerParameter("p", min, min + span, step)),
        Gen.Select(Gen.Int[1, 50], Gen.Int[0, 600], (min, span) => (Parameter)new IntegerParameter("p", min, min + span, Log: true)),
        Gen.Select(Gen.Double[-5, 5], Gen.Double[0.1, 9], (min, span) => (Parameter)new RealParameter("p", min, min + span)),
        Gen.Select(Gen.Double[1e-6, 1], Gen.Double[2, 1000], (min, ratio) => (Parameter)new RealParameter("p", min, min * ratio, Log: true)),
        Gen.Select(Gen.Double[0.01, 2], Gen.Int[0, 30], (step, n) => (Parameter)new RealParameter("p", -1, -1 + (n * step * 1.1), Step: step)),
        Gen.Int[1, 9].Select(n => (Parameter)new ChoiceParameter("p", [.. Enumerable.Range(0, n).Select(i => Spaces.Whole(i * i))], Ordered: true)));

    [Fact]
    public void Every_place_is_a_value_and_every_value_comes_back() =>
        Gen.Select(Numeric, Gen.Double[0, 1]).Sample((parameter, unit) =>
        {
            var space = new SearchSpace([parameter]);
            var value = UnitCube.FromUnit(parameter, unit);

            Assert.True(space.Contains(new Dictionary<string, ParameterValue> { ["p"] = value }, out var why), why);
            var again = UnitCube.FromUnit(parameter, UnitCube.ToUnit(parameter, value));
            if (parameter is RealParameter { Step: null }) Assert.Equal(value.AsDouble(), again.AsDouble(), 1e-9 * Math.Max(1, Math.Abs(value.AsDouble())));
            else Assert.Equal(value, again);
        });

    public static TheoryData<Parameter> FourValues => new(
        new IntegerParameter("p", 1, 4),
        new IntegerParameter("p", 0, 11, Step: 3),
        new RealParameter("p", 0, 1, Step: 0.3),
        new ChoiceParameter("p", [Spaces.Whole(1), Spaces.Whole(10), Spaces.Whole(100), Spaces.Whole(1000)], Ordered: true));

    [Theory]
    [MemberData(nameof(FourValues))]
    public void Discrete_values_share_the_unit_interval_evenly_on_a_linear_scale(Parameter parameter)
    {
        var counts = Enumerable.Range(0, 4000).Select(i => UnitCube.FromUnit(parameter, (i + 0.5) / 4000)).CountBy(v => v).ToList();

        Assert.Equal(4, counts.Count);
        Assert.All(counts, c => Assert.Equal(1000, c.Value));
    }

    [Fact]
    public void The_middle_of_a_log_scale_is_the_geometric_mean() =>
        Assert.Equal(1e-3, UnitCube.FromUnit(new RealParameter("p", 1e-5, 1e-1, Log: true), 0.5).AsDouble(), 1e-12);
}
