using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Filler.Api;

public sealed record DatasetSpec
{
    [Description("Seed of the structures and of every slice; equal seed, equal images, on any machine and any number of threads.")]
    public long Seed { get; init; } = 1;

    [Required, MinLength(2)]
    [Description("Two or more kinds of structure to tell apart.")]
    public IReadOnlyList<ClassSpec> Classes { get; init; } = [];

    [Description("How slice images are cut.")]
    public SlicesSpec Slices { get; init; } = new();

    [Description("How many images of each class each split holds.")]
    public ImagesPerClassSpec ImagesPerClass { get; init; } = new();

    [Description("How many independent structures of each class each split is cut from; no structure serves two splits.")]
    public RealisationsSpec Realisations { get; init; } = new();
}

public sealed record ClassSpec
{
    [Required, StringLength(40, MinimumLength = 1), RegularExpression("[A-Za-z0-9][A-Za-z0-9._ -]*")]
    [Description("The class's name in reports.")]
    public string Name { get; init; } = "";

    [Required]
    [Description("The 3-D structure that this class's slices are cut from: exactly one of random, aggregates, scattering, particles, volume.")]
    public StructureSpec Structure { get; init; } = new();
}

public sealed record SlicesSpec
{
    [Range(1, 1_000_000)]
    [Description("Edge of the square field of view in nm.")]
    public double FieldOfViewNm { get; init; } = 500;

    [Range(8, 1024)]
    [Description("Edge of the image in pixels.")]
    public int Pixels { get; init; } = 64;

    [Range(0, 10_000)]
    [Description("Thickness of the section in nm; 0 is a mathematical plane, as of a polished surface.")]
    public double ThicknessNm { get; init; }

    [Description("Degradations of the ideal image.")]
    public NoiseSpec Noise { get; init; } = new();
}

public sealed record NoiseSpec
{
    [Range(0, 1)]
    [Description("Standard deviation of additive Gaussian (readout) noise, as a share of the contrast between matrix and filler.")]
    public double Gaussian { get; init; }

    [Range(0, 20)]
    [Description("Standard deviation of the point-spread blur in pixels.")]
    public double BlurPixels { get; init; }
}

public sealed record ImagesPerClassSpec
{
    [Range(1, 1_000_000)]
    public int Train { get; init; } = 500;

    [Range(1, 1_000_000)]
    public int Validation { get; init; } = 200;

    [Range(1, 1_000_000)]
    public int Evaluation { get; init; } = 500;
}

public sealed record RealisationsSpec
{
    [Range(1, 1000)]
    public int Train { get; init; } = 3;

    [Range(1, 1000)]
    public int Validation { get; init; } = 1;

    [Range(1, 1000)]
    public int Evaluation { get; init; } = 2;
}
