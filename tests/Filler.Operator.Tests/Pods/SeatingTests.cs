using Filler.Operator.Pods;

namespace Filler.Operator.Tests.Pods;

public class SeatingTests
{
    [Theory]
    // The fullest pack first, then emptier ones, then new ones.
    [InlineData(1, new[] { 3, 1, 2 }, 4, new[] { 1 })]
    [InlineData(3, new[] { 3, 1, 2 }, 4, new[] { 1, 2, 2 })]
    [InlineData(8, new[] { 3, 1, 2 }, 4, new[] { 1, 2, 2, 0, 0, 0, 3, 3 })]
    // Of equals the first: whoever decides again decides the same.
    [InlineData(2, new[] { 2, 2 }, 4, new[] { 0, 0 })]
    // Nothing is there yet.
    [InlineData(5, new int[0], 2, new[] { 0, 0, 1, 1, 2 })]
    [InlineData(0, new[] { 1 }, 2, new int[0])]
    public void Of_fills_the_fullest_pack_first(int attempts, int[] free, int seats, int[] places) => Assert.Equal(places, Seating.Of(attempts, free, seats));
}
