using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Filler.Api;

public sealed record DatasetSpec
{
    private readonly IReadOnlyList<ClassSpec> classes = [];

    [Description("Seed of the structures and of every slice; equal seed, equal images, on any machine and any number of threads.")]
    public long Seed { get; init; } = 1;

    [Required, MinLength(1)]
    [Description("Two or more kinds of structure to tell apart, or, for task: regression, with a target each; for task: superResolution one will do.")]
    public IReadOnlyList<ClassSpec> Classes
    {
        get => classes;
        init => classes = value.Any(c => c.Range is not null) ? [.. value.SelectMany(TargetRanges.Expand)] : value;
    }

    [Description("How slice images are cut.")]
    public SlicesSpec Slices { get; init; } = new();

    [Description("How many images of each class each split holds.")]
    public ImagesPerClassSpec ImagesPerClass { get; init; } = new();

    [Description("How many independent structures of each class each split is cut from; no structure serves two splits.")]
    public RealisationsSpec Realisations { get; init; } = new();

    [Range(0, 1_000_000)]
    [Description("Least distance in nm between the parts of one file that serve different splits; absent: as far as a particle, an interpolation or the correlation of grey values reaches.")]
    public double? GuardNm { get; init; }

    [AllowedValues("require", "report")]
    [Description("Where a file's structure has no room for as many independent images as are asked for: require refuses and names the largest honest number; report only notes it in the dataset's manifest.")]
    public string IndependentImages { get; init; } = "require";
}

public sealed record ClassSpec
{
    [Required, StringLength(40, MinimumLength = 1), RegularExpression("[A-Za-z0-9][A-Za-z0-9._ -]*")]
    [Description("The class's name in reports.")]
    public string Name { get; init; } = "";

    [Required]
    [Description("The 3-D structure that this class's slices are cut from: exactly one of random, aggregates, scattering, particles, volume.")]
    public StructureSpec Structure { get; init; } = new();

    [Range(-1e12, 1e12)]
    [Description("For task: regression, the number to predict from this structure's slices: a volume fraction, a modulus, in whatever unit. The images do not hang on it.")]
    public double? Target { get; init; }

    [Description("For task: regression, in place of target: structures at evenly spaced values of one of their parameters, and that value as their target.")]
    public TargetRangeSpec? Range { get; init; }
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

    [AllowedValues("random", "xy", "xz", "yz")]
    [Description("Orientation of the planes: random (uniform over all rotations) or fixed, e.g. xy, the sections of a stack as they were imaged.")]
    public string Orientation { get; init; } = "random";

    [AllowedValues("linear", "cubic", "nearest")]
    [Description("How measured volumes are sampled between voxels: linear (trilinear), cubic (sharper, five times as slow), or nearest (the voxels as they were measured: for orientation xy with pixels as wide as voxels, where linear would blur them).")]
    public string Interpolation { get; init; } = "linear";

    [Description("Degradations of the ideal image, applied in the order blur, contrast, illumination, curtaining, electrons, gaussian.")]
    public NoiseSpec Noise { get; init; } = new();
}

public sealed record NoiseSpec
{
    [Range(0, 1)]
    [Description("Standard deviation of additive Gaussian (readout) noise, as a share of the contrast between matrix and filler.")]
    public double Gaussian { get; init; }

    [Range(0, 20)]
    [Description("Standard deviation of the point-spread blur in pixels; 1 to 2 at a microscope's finest pixel.")]
    public double BlurPixels { get; init; }

    [Range(0.01, 1)]
    [Description("Share of the contrast that is kept; silica in rubber shows well in backscattered electrons (1), carbon black poorly (0.2 to 0.5).")]
    public double Contrast { get; init; } = 1;

    [Range(0, 1_000_000)]
    [Description("Electrons detected in a white pixel, for shot (Poisson) noise; 0: none. 50 pA for 1 us are 312 electrons, of which some 30 to 100 are detected.")]
    public double Electrons { get; init; }

    [Range(0, 1)]
    [Description("Standard deviation of the vertical stripes of ion milling (curtaining), as a share of the contrast; 0.02 to 0.1 in FIB-SEM (Muench 2009).")]
    public double Curtaining { get; init; }

    [Range(0, 1)]
    [Description("Difference in brightness between two sides of the field, as a share of the contrast, in a random direction; 0.05 to 0.2 without correction.")]
    public double Illumination { get; init; }
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
