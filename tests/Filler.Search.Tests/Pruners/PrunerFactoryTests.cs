namespace Filler.Search.Tests.Pruners;

public class PrunerFactoryTests
{
    [Fact]
    public void Every_name_makes_a_pruner_that_has_nothing_to_say_of_nothing() =>
        Assert.All(PrunerFactory.Names, n => Assert.Empty(PrunerFactory.Create(n, reduction: 3, minEpochs: 1).Judge([], 9)));

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones() =>
        Assert.Contains("'halving' is unknown; use one of none, median, asha", Assert.Throws<ArgumentException>(() => PrunerFactory.Create("halving", 3, 1)).Message);
}
