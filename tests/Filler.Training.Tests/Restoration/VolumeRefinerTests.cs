using Filler.Api;
using Filler.Networks;
using Filler.Slices;
using Filler.Structures;

namespace Filler.Training.Tests.Restoration;

/// <summary>Volumes of spheres whose fine sections are known, of which the stack holds every fourth.</summary>
public class VolumeRefinerTests
{
    private const int Factor = 4;
    private const int Pixels = 24;
    private const double PixelNm = 2;
    private static readonly Lazy<SafeTensors> Trained = new(() => SafeTensors.Parse(Train()));

    [Fact]
    public void Restored_sections_are_nearer_to_the_truth_than_interpolated_ones()
    {
        var truth = Volume(20, 20, 24, 7);
        using var stack = Stack(truth, 20, 20, 24);
        using var sut = new VolumeRefiner(Trained.Value, "cpu", 1);

        float[][] fine = [.. sut.Refine(stack, CancellationToken.None)];

        Assert.Equal(24, fine.Length);
        var restored = Enumerable.Range(0, 24).Sum(z => Enumerable.Range(0, 400).Sum(i => Math.Pow(fine[z][i] - truth[(z * 400) + i], 2)));
        var interpolated = Enumerable.Range(0, 24).Sum(z => Enumerable.Range(0, 400).Sum(i => Math.Pow(Between(stack, i, z) - truth[(z * 400) + i], 2)));
        Assert.True(restored < 0.7 * interpolated, $"squared error {restored / interpolated:0.00} of the interpolation's");
    }

    [Fact]
    public void A_stack_worked_through_in_parts_gives_the_whole_ones_sections()
    {
        using var stack = Stack(Volume(12, 14, 80, 8), 12, 14, 80);
        using var whole = new VolumeRefiner(Trained.Value, "cpu", 1);
        using var parts = new VolumeRefiner(Trained.Value, "cpu", 1) { Sections = 3 };

        float[][] expected = [.. whole.Refine(stack, CancellationToken.None)];
        float[][] actual = [.. parts.Refine(stack, CancellationToken.None)];

        Assert.Equal(80, actual.Length);
        for (var z = 0; z < 80; z++)
        {
            for (var i = 0; i < expected[z].Length; i++) Assert.Equal(expected[z][i], actual[z][i], 0.01f);
        }
    }

    [Fact]
    public void Grey_values_stay_in_the_volumes_own_unit()
    {
        var bytes = Volume(12, 12, 16, 9);
        using var stack = Stack(bytes, 12, 12, 16);
        using var scaled = Stack([.. bytes.Select(v => (v * 40) - 3000)], 12, 12, 16);
        using var sut = new VolumeRefiner(Trained.Value, "cpu", 1);

        var (plain, other) = (sut.Refine(stack, CancellationToken.None).ToArray(), sut.Refine(scaled, CancellationToken.None).ToArray());

        for (var z = 0; z < 16; z++) Assert.All(Enumerable.Range(0, 144), i => Assert.Equal((plain[z][i] * 40) - 3000, other[z][i], 2f));
    }

    [Theory]
    [InlineData(2, 2, 4, "superResolution.factor: 2")]
    [InlineData(2, 3, 8, "only square ones")]
    [InlineData(5, 5, 20, "fieldOfViewNm is 5 times")]
    public void Voxels_that_the_network_was_not_trained_for_are_refused(double x, double y, double z, string words)
    {
        using var stack = new VoxelVolume(4, 4, 4, (x, y, z), new float[64]);
        using var sut = new VolumeRefiner(Trained.Value, "cpu", 1);

        Assert.Contains(words, Assert.Throws<ArgumentException>(() => sut.Refine(stack, CancellationToken.None)).Message);
    }

    [Fact]
    public void A_classifiers_weights_are_refused()
    {
        var weights = SafeTensors.Parse(Runs.Run(Runs.Options(1)).Weights);

        Assert.Contains("weights of a classification", Assert.Throws<SafeTensorsException>(() => new VolumeRefiner(weights, "cpu", 1)).Message);
    }

    [Fact]
    public void Weights_without_a_description_are_refused()
    {
        var weights = new SafeTensors();
        weights.Metadata["task"] = "superResolution";

        Assert.Contains("do not describe", Assert.Throws<SafeTensorsException>(() => new VolumeRefiner(weights, "cpu", 1)).Message);
    }

    private static byte[] Train()
    {
        var sets = new TrainingSets(Slices(120, 1), Slices(16, 2), Slices(8, 3), 1) { Coarse = new CoarseSections(Factor, Thick: false, PixelNm) };
        var plan = GeneratorPlans.Of(new GeneratorSpec { ResidualBlocks = 2, Filters = 12 }, Pixels, Factor);
        return new Trainer(plan, Runs.Options(25, learningRate: 0.003) with { Metric = "psnr", WeightDecay = 0 }, sets, Runs.Checkpoints(new MemoryCheckpoints(), out _), new Runs.Listener())
            .Run(CancellationToken.None).Weights;
    }

    private static ImageSet Slices(int count, ulong seed)
    {
        var images = new byte[count * Pixels * Pixels];
        for (var i = 0; i < count; i++)
        {
            var volume = Volume(Pixels, Pixels, 1, (1000 * seed) + (ulong)i);
            for (var p = 0; p < volume.Length; p++) images[(i * volume.Length) + p] = (byte)Math.Clamp(volume[p], 0, 255);
        }

        return new ImageSet(count, Pixels, images, new byte[count]);
    }

    /// <summary>Soft spheres of radius 4.5 voxels, one in some 900 voxels of the volume and what lies around it.</summary>
    private static float[] Volume(int nx, int ny, int nz, ulong seed)
    {
        const double radius = 4.5;
        var stream = new RandomStream(seed);
        var count = (int)((nx + 9) * (ny + 9) * (nz + 9) / 900.0);
        var centres = Enumerable.Range(0, count)
            .Select(_ => (X: (stream.NextDouble() * (nx + 9)) - 5, Y: (stream.NextDouble() * (ny + 9)) - 5, Z: (stream.NextDouble() * (nz + 9)) - 5)).ToArray();
        return [.. from z in Enumerable.Range(0, nz)
                   from y in Enumerable.Range(0, ny)
                   from x in Enumerable.Range(0, nx)
                   let d = Math.Sqrt(centres.Min(c => Math.Pow(c.X - x, 2) + Math.Pow(c.Y - y, 2) + Math.Pow(c.Z - z, 2)))
                   select (float)(20 + (200 * Math.Clamp(radius + 0.5 - d, 0, 1)))];
    }

    // The middle of each spacing of four lies between two sections: their mean.
    private static VoxelVolume Stack(float[] fine, int nx, int ny, int nz)
    {
        var size = nx * ny;
        float[] coarse = [.. from z in Enumerable.Range(0, nz / Factor) from i in Enumerable.Range(0, size) let at = (((Factor * z) + 1) * size) + i select (fine[at] + fine[at + size]) / 2];
        return new VoxelVolume(nx, ny, nz / Factor, (PixelNm, PixelNm, Factor * PixelNm), coarse);
    }

    private static double Between(VoxelVolume stack, int i, int fineZ)
    {
        var at = Math.Clamp(((fineZ + 0.5) / Factor) - 0.5, 0, stack.Nz - 1);
        var below = Math.Min((int)at, stack.Nz - 2);
        var (x, y) = (i % stack.Nx, i / stack.Nx);
        return ((1 - (at - below)) * stack[x, y, below]) + ((at - below) * stack[x, y, below + 1]);
    }
}
