namespace Filler.Search.Tests.Numerics;

public class SobolSequenceTests
{
    // What Joe and Kuo's own program prints for three dimensions; it walks in the order of Gray's code.
    private static readonly double[][] Published =
    [
        [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625],
        [0.875, 0.875, 0.125], [0.625, 0.125, 0.875], [0.125, 0.625, 0.375], [0.1875, 0.3125, 0.9375], [0.6875, 0.8125, 0.4375],
    ];

    [Fact]
    public void The_first_points_are_the_published_ones()
    {
        var sequence = new SobolSequence(null);

        for (uint i = 0; i < Published.Length; i++)
            Assert.Equal(Published[i], Enumerable.Range(0, 3).Select(d => sequence.At(i ^ (i >> 1), d)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(11UL)]
    public void In_every_dimension_1024_points_lie_in_1024_intervals(ulong? scramble)
    {
        var sequence = new SobolSequence(scramble);

        for (var d = 0; d < SobolSequence.MostDimensions; d++)
            Assert.Equal(1024, Enumerable.Range(0, 1024).Select(i => (int)(sequence.At((uint)i, d) * 1024)).Distinct().Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(11UL)]
    public void The_first_two_dimensions_are_a_net_of_quality_zero(ulong? scramble)
    {
        // Every one of the boxes 2^-a by 2^-(8-a) holds one of 256 points.
        var sequence = new SobolSequence(scramble);

        for (var a = 0; a <= 8; a++)
            Assert.Equal(256, Enumerable.Range(0, 256).Select(i => ((int)(sequence.At((uint)i, 0) * (1 << a)), (int)(sequence.At((uint)i, 1) * (1 << (8 - a))))).Distinct().Count());
    }

    [Fact]
    public void Scrambled_points_integrate_better_than_random_ones()
    {
        // ∏ (1 + (x_d − ½)/2) over eight dimensions is 1; 4096 random points err by 0.006.
        var errors = Enumerable.Range(1, 9).Select(seed =>
        {
            var sequence = new SobolSequence((ulong)seed);
            return Math.Abs(Enumerable.Range(0, 4096).Average(i => Enumerable.Range(0, 8).Aggregate(1.0, (p, d) => p * (1 + ((sequence.At((uint)i, d) - 0.5) / 2)))) - 1);
        }).Order().ToList();

        Assert.InRange(errors[4], 0, 0.0006);
    }
}
