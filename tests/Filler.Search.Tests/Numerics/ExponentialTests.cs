using System.Runtime.Intrinsics;
using CsCheck;

namespace Filler.Search.Tests.Numerics;

public class ExponentialTests
{
    [Fact]
    public void It_is_the_exponential_to_two_units_of_the_last_place() =>
        Gen.OneOf(Gen.Double[-700, 0], Gen.Double[-1, 0], Gen.Double[-1e-9, 0]).Array[4].Sample(x =>
        {
            var found = Exponential.OfNegative(Vector256.Create(x));

            for (var i = 0; i < 4; i++) Assert.InRange(found[i], Math.Exp(x[i]) * (1 - 4.5e-16), Math.Exp(x[i]) * (1 + 4.5e-16));
        });

    [Fact]
    public void Published_values_at_the_ends()
    {
        var found = Exponential.OfNegative(Vector256.Create(0, -1, -700, double.NegativeInfinity));

        Assert.Equal(1, found[0]);
        Assert.Equal(0.36787944117144233, found[1], 1e-16);
        Assert.Equal(9.85967654375977e-305, found[2], 1e-317);
        Assert.Equal(found[2], found[3]);
    }
}
