using TorchSharp;

namespace Filler.Training.Tests.Loop;

public class DihedralTests
{
    [Fact]
    public void The_eight_turns_are_the_eight_symmetries_of_the_square()
    {
        using var scope = torch.NewDisposeScope();
        var image = torch.arange(9).reshape(1, 1, 3, 3);

        var turned = Enumerable.Range(0, Dihedral.Count).Select(t => string.Join(',', Dihedral.Turn(image, t).data<long>().ToArray())).ToList();

        Assert.Equal("0,1,2,3,4,5,6,7,8", turned[0]);
        Assert.Equal(8, turned.Distinct().Count());
        Assert.All(turned, t => Assert.Equal("4", t.Split(',')[4]));
        Assert.All(turned, t => Assert.All([0, 2, 6, 8], corner => Assert.Contains(t.Split(',')[corner], new[] { "0", "2", "6", "8" })));
    }
}
