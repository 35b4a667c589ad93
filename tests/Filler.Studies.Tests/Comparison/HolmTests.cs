namespace Filler.Studies.Tests.Comparison;

public class HolmTests
{
    // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm").
    [Fact]
    public void Known_values() => Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Select(p => Math.Round(p, 12)));

    [Fact]
    public void One_test_is_left_as_it_is_and_none_exceeds_one()
    {
        Assert.Equal([0.2], Holm.Adjust([0.2]));
        Assert.Equal([1.0, 1.0], Holm.Adjust([0.9, 0.8]));
        Assert.Empty(Holm.Adjust([]));
    }
}
