namespace Filler.Structures.Tests;

public class GreyCorrelationTests
{
    [Fact]
    public void A_sequence_of_known_memory_gives_its_length()
    {
        // First-order autoregressive along x: autocorrelation exp(−r/6).
        var random = new RandomStream(4);
        var (keep, values) = (Math.Exp(-1 / 6.0), new float[600 * 40 * 10]);
        for (var row = 0; row < 400; row++)
        {
            var v = random.NextNormal();
            for (var x = 0; x < 600; x++)
            {
                values[(row * 600) + x] = (float)v;
                v = (keep * v) + (Math.Sqrt(1 - (keep * keep)) * random.NextNormal());
            }
        }

        using var volume = new VoxelVolume(600, 40, 10, (5, 5, 5), values);

        Assert.Equal(30, GreyCorrelation.LengthNm(volume), 2.0);
    }

    [Fact]
    public void Noise_without_memory_is_correlated_over_one_voxel()
    {
        var random = new RandomStream(4);
        using var volume = new VoxelVolume(50, 20, 20, (3, 3, 3), [.. Enumerable.Range(0, 20_000).Select(_ => (float)random.NextNormal())]);

        Assert.Equal(3, GreyCorrelation.LengthNm(volume), 1e-9);
    }
}
