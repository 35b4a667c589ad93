using Filler.Api;

namespace Filler.Datasets.Tests;

/// <summary>Small dataset sections.</summary>
internal static class Specs
{
    public static DatasetSpec Two(int train = 7) => new()
    {
        Seed = 11,
        Classes = [Aggregates("A"), Random("B")],
        Slices = new SlicesSpec { FieldOfViewNm = 100, Pixels = 16, Noise = new NoiseSpec { Gaussian = 0.1, BlurPixels = 0.7 } },
        ImagesPerClass = new ImagesPerClassSpec { Train = train, Validation = 3, Evaluation = 4 },
        Realisations = new RealisationsSpec { Train = 3, Validation = 1, Evaluation = 2 },
    };

    public static ClassSpec Random(string name, double fraction = 0.15) =>
        new() { Name = name, Structure = new StructureSpec { Random = new RandomStructureSpec { VolumeFraction = fraction } } };

    public static ClassSpec Aggregates(string name) =>
        new() { Name = name, Structure = new StructureSpec { Aggregates = new AggregatesStructureSpec { VolumeFraction = 0.1 } } };

    public static ClassSpec Scattering(string name, string file, int particles = 300) =>
        new() { Name = name, Structure = new StructureSpec { Scattering = new ScatteringStructureSpec { File = file, Particles = particles } } };

    public static ClassSpec Particles(string name, string file, double boxNm = 900) =>
        new() { Name = name, Structure = new StructureSpec { Particles = new ParticlesStructureSpec { File = file, BoxNm = boxNm } } };

    public static ClassSpec Volume(string name, string file, double? voxelNm = null) =>
        new() { Name = name, Structure = new StructureSpec { Volume = new VolumeStructureSpec { File = file, VoxelNm = voxelNm } } };

    public static DatasetSpec With(this DatasetSpec spec, params ClassSpec[] classes) => spec with { Classes = classes };
}
