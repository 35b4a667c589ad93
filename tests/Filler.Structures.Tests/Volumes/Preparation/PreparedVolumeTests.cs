namespace Filler.Structures.Tests;

public class PreparedVolumeTests
{
    private const int N = 48, Sections = 8;

    // Smooth blobs that change slowly from section to section.
    private static float Clean(int x, int y, int z) => (float)(100 + (60 * Math.Sin(x / 5.0) * Math.Cos(y / 6.0)) + (10 * Math.Sin((x + y) / 3.0)) + z);

    [Fact]
    public void Shifted_sections_are_laid_onto_one_another_again()
    {
        (int X, int Y)[] shift = [(0, 0), (2, -1), (3, 3), (-2, 0), (0, 4), (1, 1), (-3, -3), (0, 0)];
        using var shifted = Make((x, y, z) => Clean(x - shift[z].X, y - shift[z].Y, z));

        using var aligned = PreparedVolume.Of(shifted, new VolumePreparation { AlignWithin = 8 }, default);

        for (var z = 0; z < Sections; z++)
        {
            for (var i = 10; i < N - 10; i++) Assert.Equal(Clean(i, i, z), aligned[i, i, z], 1e-3);
        }
    }

    [Fact]
    public void Stripes_go_and_particles_stay()
    {
        var random = new RandomStream(3);
        var stripe = Enumerable.Range(0, N).Select(_ => (float)(20 * random.NextNormal())).ToArray();
        bool Particle(int x, int y) => ((x - 20) * (x - 20)) + ((y - 25) * (y - 25)) < 30;
        using var striped = Make((x, y, _) => (Particle(x, y) ? 200 : 100) + stripe[x]);

        using var sut = PreparedVolume.Of(striped, new VolumePreparation { DestripeWidth = 6 }, default);

        double before = 0, after = 0;
        for (var x = 0; x < N; x++) (before, after) = (before + Math.Pow(striped[x, 2, 1] - 100, 2), after + Math.Pow(sut[x, 2, 1] - 100, 2));
        // What is left is the background's own average over 13 columns of noise.
        Assert.True(after < 0.15 * before, $"{after} of {before}");
        Assert.Equal(100, sut[20, 25, 1] - sut[20, 2, 1], 1e-3);
    }

    [Fact]
    public void Every_section_gets_the_stacks_mean_and_contrast()
    {
        using var uneven = Make((x, y, z) => (Clean(x, y, 0) * (1 + (0.1f * z))) - (5 * z));

        using var sut = PreparedVolume.Of(uneven, new VolumePreparation { Normalise = true }, default);

        var first = Section(sut, 0);
        for (var z = 1; z < Sections; z++)
        {
            Assert.Equal(first.Average(), Section(sut, z).Average(), 1e-2);
            Assert.Equal(first[77], Section(sut, z)[77], 1e-2);
        }
    }

    [Fact]
    public void Noise_falls_as_a_Gaussian_says_and_the_mean_stays()
    {
        var random = new RandomStream(8);
        using var noisy = Make((_, _, _) => (float)random.NextNormal());

        using var sut = PreparedVolume.Of(noisy, new VolumePreparation { DenoiseVoxels = 2 }, default);

        // Variance falls to 1/(4 π σ²).
        var variance = Enumerable.Range(0, Sections).Average(z => Section(sut, z).Average(v => v * v));
        Assert.Equal(1 / (4 * Math.PI * 4), variance, 0.006);
    }

    [Fact]
    public void Cropping_keeps_the_voxels_between_and_their_type()
    {
        using var file = new TempFile(ValidVolumes.Npy("|u1", 1));
        using var volume = VolumeFile.Open(file.Path, new VolumeFileOptions(2), default);

        using var sut = PreparedVolume.Of(volume, new VolumePreparation { From = (1, 2, 0), To = (4, null, 2) }, default);

        Assert.Equal((3, 2, 2), (sut.Nx, sut.Ny, sut.Nz));
        Assert.Equal(VoxelType.UInt8, sut.Type);
        Assert.Equal(volume[3, 3, 1], sut[2, 1, 1]);
    }

    [Theory]
    [InlineData(47, 0, "crop")]
    [InlineData(-1, 0, "crop")]
    [InlineData(0, 21, "denoise")]
    public void Options_that_do_not_fit_are_refused(int from, double denoise, string named)
    {
        using var volume = Make(Clean);

        var error = Assert.Throws<ArgumentException>(() => PreparedVolume.Of(volume, new VolumePreparation { From = (from, 0, 0), DenoiseVoxels = denoise }, default));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preview_shows_each_step_on_top_of_those_before()
    {
        using var volume = Make(Clean);

        var stages = PreparationPreview.Of(volume, new VolumePreparation { From = (8, 0, 0), AlignWithin = 2, Normalise = true, DenoiseVoxels = 1 }, default);

        Assert.Equal(["measured", "crop", "align", "normalise", "denoise"], stages.Select(s => s.Name));
        Assert.Equal((N, N - 8, N - 8), (stages[0].Nx, stages[1].Nx, stages[^1].Nx));
        Assert.Equal(Clean(8, 5, Sections / 2), stages[1].Section[5 * (N - 8)], 1e-4);
        Assert.Equal(Clean(8, N / 2, 3), stages[1].Side[3 * (N - 8)], 1e-4);
        Assert.NotEqual(stages[^2].Section, stages[^1].Section);
    }

    private static VoxelVolume Make(Func<int, int, int, float> value)
    {
        var values = new float[N * N * Sections];
        for (var i = 0; i < values.Length; i++) values[i] = value(i % N, i / N % N, i / (N * N));
        return new VoxelVolume(N, N, Sections, (4, 4, 10), values);
    }

    private static float[] Section(VoxelVolume v, int z) => v.ToArray()[(z * N * N)..((z + 1) * N * N)];
}
