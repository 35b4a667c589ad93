using System.Numerics;
using CsCheck;

namespace Filler.Search.Tests.Space;

public class RandomSpaceTests
{
    private const int MostPoints = 60;

    [Fact]
    public void A_grid_gives_each_of_the_counted_points_once() =>
        RandomSpaces.Finite(MostPoints).Sample(
            space =>
            {
                var history = new List<Observation>();
                while (history.Count <= MostPoints && new GridSampler(space).Propose(space, history, 1) is { } next)
                    history.Add(Spaces.Complete(history.Count, next.Parameters, 0));

                Assert.Equal(new BigInteger(history.Count), space.Cardinality);
                Assert.Equal(history.Count, history.Select(o => PointKey.Of(space, o.Parameters)).Distinct().Count());
                Assert.All(history, o => Assert.True(space.Contains(o.Parameters, out var why), why));
            },
            iter: 60);

    [Fact]
    public void The_points_counted_are_those_that_choosing_value_by_value_reaches() =>
        RandomSpaces.Finite(MostPoints).Sample(space => Assert.Equal(new BigInteger(Reached(space, 0, [])), space.Cardinality), iter: 200);

    [Fact]
    public void The_last_free_point_is_found_wherever_it_is() =>
        Gen.Select(RandomSpaces.Finite(MostPoints), Gen.ULong).Sample(
            (space, seed) =>
            {
                var all = new List<Observation>();
                while (all.Count <= MostPoints && new RandomSampler().Propose(space, all, seed + (ulong)all.Count) is { } next)
                    all.Add(Spaces.Complete(all.Count, next.Parameters, 0));
                var missing = (int)(seed % (ulong)all.Count);
                List<Observation> others = [.. all.Where((_, i) => i != missing)];

                Assert.Equal(new BigInteger(all.Count), space.Cardinality);
                foreach (ISampler sampler in new ISampler[] { new GridSampler(space), new RandomSampler(), new TpeSampler() })
                    Assert.Equal(PointKey.Of(space, all[missing].Parameters), PointKey.Of(space, sampler.Propose(space, others, seed)!.Parameters));
            },
            iter: 60);

    [Fact]
    public void Draws_are_points_and_survive_the_cube() =>
        Gen.Select(RandomSpaces.Any, Gen.ULong).Sample((space, seed) =>
        {
            var cube = new SpaceCube(space);
            var point = new RandomSampler().Propose(space, [], seed)!.Parameters;
            var vector = cube.Encode(point);
            var again = cube.Decode(vector);

            Assert.True(space.Contains(point, out var why), why);
            Assert.Equal(cube.Dimensions, vector.Length);
            Assert.All(vector, x => Assert.InRange(x, 0, 1));
            Assert.Equal(point.Keys.Order(), again.Keys.Order());
            foreach (var (name, value) in point)
            {
                if (space[name] is RealParameter { Step: null }) Assert.Equal(value.AsDouble(), again[name].AsDouble(), 1e-9 * Math.Max(1, Math.Abs(value.AsDouble())));
                else Assert.Equal(value, again[name]);
            }
        });

    private static int Reached(SearchSpace space, int place, Dictionary<string, ParameterValue> point)
    {
        if (place == space.ParentsFirst.Count) return 1;
        var parameter = space.ParentsFirst[place];
        if (!SearchSpace.IsActive(parameter, point)) return Reached(space, place + 1, point);
        return Enumerable.Range(0, (int)Domain.Count(parameter)!.Value).Sum(i => Reached(space, place + 1, new(point) { [parameter.Name] = Domain.At(parameter, i) }));
    }

    [Fact]
    public void Any_vector_is_a_point() =>
        Gen.Select(RandomSpaces.Any, Gen.Double[-0.5, 1.5].Array[24]).Sample((space, coordinates) =>
        {
            var cube = new SpaceCube(space);

            Assert.True(space.Contains(cube.Decode(coordinates.AsSpan(0, cube.Dimensions)), out var why), why);
        });
}
