using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>What libtorch and its binding do at the first use of each thing: done on another thread while a trial and its images are read.</summary>
internal static class FirstUse
{
    /// <remarks>Draws no random number, which another thread's seed would be the poorer for, and works on a few numbers only.</remarks>
    public static void Make()
    {
        OptimizerScript.Prepare("adam");
        using var scope = NewDisposeScope();
        using var kernel = zeros(4, 1, 3, 3, requires_grad: true);
        using var plane = zeros(3, 4 * 4 * 4, requires_grad: true);
        var features = nn.functional.conv2d(ChannelsLast.Of(zeros(2, 1, 8, 8)), kernel, padding: [1, 1]).relu();
        var flat = nn.functional.max_pool2d(features, 2).flatten(1);
        nn.functional.cross_entropy(nn.functional.linear(flat, plane), zeros(2, ScalarType.Int64)).backward();
    }
}
