using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Filler.Api;

/// <summary>One of five sources of a 3-D structure; exactly one is set.</summary>
public sealed record StructureSpec
{
    [Description("Hard spheres placed at random.")]
    public RandomStructureSpec? Random { get; init; }

    [Description("Fractal aggregates of touching spheres.")]
    public AggregatesStructureSpec? Aggregates { get; init; }

    [Description("Particles found by reverse Monte Carlo from a measured small-angle scattering curve.")]
    public ScatteringStructureSpec? Scattering { get; init; }

    [Description("Particle coordinates from a file: XYZ, LAMMPS, CSV or .npy.")]
    public ParticlesStructureSpec? Particles { get; init; }

    [Description("A measured volume from a file: MRC, TIFF, NRRD, raw, .npy, HDF5 or OME-Zarr.")]
    public VolumeStructureSpec? Volume { get; init; }

    /// <summary>The field that is set, by its manifest name; null where none or several are.</summary>
    public string? Kind()
    {
        string?[] set =
        [
            Random is null ? null : "random", Aggregates is null ? null : "aggregates", Scattering is null ? null : "scattering",
            Particles is null ? null : "particles", Volume is null ? null : "volume",
        ];
        return set.Count(name => name is not null) == 1 ? set.Single(name => name is not null) : null;
    }

    /// <summary>The file that the structure is read from; null where it is generated.</summary>
    public string? MeasuredFile() => Scattering?.File ?? Particles?.File ?? Volume?.File;
}

public sealed record RandomStructureSpec
{
    [Range(0.001, 0.45)]
    [Description("Share of the volume that particles fill; above 0.30, where random addition jams, an equilibrated hard-sphere liquid.")]
    public double VolumeFraction { get; init; } = 0.15;

    [Range(0.1, 10_000)]
    [Description("Median (logNormal) or mean particle diameter in nm.")]
    public double DiameterNm { get; init; } = 20;

    [Range(0, 0.5)]
    [Description("Sigma of the distribution of diameters; 0: all alike.")]
    public double DiameterSigma { get; init; } = 0.12;

    [AllowedValues("logNormal", "gaussian", "schulz")]
    [Description("Shape of the distribution: logNormal (size: median, sigma: of the logarithm), gaussian or schulz (size: mean, sigma: relative to it).")]
    public string SizeDistribution { get; init; } = "logNormal";

    [Range(1, 1_000_000)]
    [Description("Edge of the periodic box in nm; absent: twice the largest field of view of the study.")]
    public double? BoxNm { get; init; }
}

public sealed record AggregatesStructureSpec
{
    [AllowedValues(null, "endModifiedSbr", "nonModifiedSbr")]
    [Description("A rubber of the literature: endModifiedSbr (small, dense, well dispersed aggregates) or nonModifiedSbr (large, branched, gathered ones). Other fields override it.")]
    public string? Preset { get; init; }

    [Range(0.001, 0.25)]
    [Description("Share of the volume that particles fill.")]
    public double? VolumeFraction { get; init; }

    [Range(0.1, 10_000)]
    [Description("Median (logNormal) or mean particle diameter in nm.")]
    public double? DiameterNm { get; init; }

    [Range(0, 0.5)]
    [Description("Sigma of the distribution of diameters; 0: all alike.")]
    public double? DiameterSigma { get; init; }

    [AllowedValues("logNormal", "gaussian", "schulz")]
    [Description("Shape of the distribution: logNormal (size: median, sigma: of the logarithm), gaussian or schulz (size: mean, sigma: relative to it).")]
    public string SizeDistribution { get; init; } = "logNormal";

    [AllowedValues("tuned", "diffusionLimited", "reactionLimited")]
    [Description("tuned: grown to the given fractal dimension and sizes; diffusionLimited, reactionLimited: cluster-cluster aggregation until the mean size is reached, whose dimension (near 1.8, near 2.1) and sizes follow.")]
    public string Process { get; init; } = "tuned";

    [Range(1.5, 2.6)]
    [Description("Mass fractal dimension of one aggregate: 1.8 open and branched, 2.3 dense.")]
    public double? FractalDimension { get; init; }

    [Range(1, 2000)]
    [Description("Mean number of particles in an aggregate.")]
    public double? MeanAggregateSize { get; init; }

    [Range(0, 1.5)]
    [Description("Sigma of the log-normal distribution of aggregate sizes.")]
    public double? AggregateSizeSigma { get; init; }

    [Range(1, 10_000)]
    [Description("Aggregates that gather in one agglomerate; 1: none gather.")]
    public int? AggregatesPerAgglomerate { get; init; }

    [Range(1, 1_000_000)]
    [Description("Root-mean-square distance in nm of an agglomerate's aggregates from its centre; at most half the box.")]
    public double? AgglomerateRadiusNm { get; init; }

    [Range(1, 1_000_000)]
    [Description("Edge of the periodic box in nm; absent: twice the largest field of view of the study.")]
    public double? BoxNm { get; init; }
}

public sealed record ScatteringStructureSpec
{
    [Required]
    [Description("The measured curve: CanSAS 1D XML, NXcanSAS (HDF5) or 2-4 columns of text (q, I, dI, dQ). ${NAME} in a path is an environment variable.")]
    public string File { get; init; } = "";

    [Range(0.1, 10_000)]
    [Description("Mean particle radius in nm (from the form factor's first minimum: q R = 4.49).")]
    public double RadiusNm { get; init; } = 10;

    [Range(0, 0.5)]
    [Description("Sigma of the distribution of radii.")]
    public double RadiusSigma { get; init; } = 0.1;

    [AllowedValues("logNormal", "gaussian", "schulz")]
    [Description("Shape of the distribution: logNormal (size: median, sigma: of the logarithm), gaussian or schulz (size: mean, sigma: relative to it).")]
    public string SizeDistribution { get; init; } = "logNormal";

    [Range(0.001, 0.45)]
    [Description("Share of the volume that particles fill.")]
    public double VolumeFraction { get; init; } = 0.15;

    [Range(10, 20_000_000)]
    [Description("Particles in the periodic box; box edge and smallest usable q = 2 pi / L follow. A fit takes some 50 to 500 moves a particle: raise maxMoves with it.")]
    public int Particles { get; init; } = 2000;

    [Range(0, 1000)]
    [Description("Points below this q (1/nm) are left out.")]
    public double? MinQ { get; init; }

    [Range(0, 1000)]
    [Description("Points above this q (1/nm) are left out.")]
    public double? MaxQ { get; init; }

    [Range(0, 1)]
    [Description("Least relative error of a point: counting errors leave out calibration and smearing.")]
    public double ErrorFloor { get; init; } = 0.03;

    [Range(100, 10_000_000)]
    [Description("Wave vectors followed, from the lowest upwards; above the q they reach, the curve is that of pairs of particles. Absent: 6000, ever more above 20000 particles.")]
    public int? WaveVectors { get; init; }

    [Range(1, 100_000)]
    [Description("Distance in nm up to which pairs are followed, at most half the box. Absent: that of 400 neighbours, ever more above 30000 particles.")]
    public double? PairReachNm { get; init; }

    [Range(0, 0.5)]
    [Description("Share of moves that exchange two particles of different radii.")]
    public double SwapShare { get; init; }

    [Range(0, 0.5)]
    [Description("Share of moves that shift a particle together with those that touch it; for aggregated samples.")]
    public double ClusterShare { get; init; }

    [Range(0.001, 1000)]
    [Description("Temperature that simulated annealing begins at, in units of chi squared over 2.")]
    public double StartTemperature { get; init; } = 1;

    [Range(0.5, 0.9999)]
    [Description("What the temperature is multiplied by after each sweep (a move of each particle): slower finds better structures.")]
    public double CoolingPerSweep { get; init; } = 0.96;

    [Range(1, 100_000)]
    [Description("No aggregate of touching particles grows beyond this number; absent: any may.")]
    public int? MaxAggregateSize { get; init; }

    [Range(0, 12)]
    [Description("Mean number of particles that touch one, from another measurement, fitted as one more point; absent: whatever the curve leads to.")]
    public double? Coordination { get; init; }

    [Range(0.01, 5)]
    [Description("Standard error of coordination.")]
    public double CoordinationTolerance { get; init; } = 0.1;

    [Range(0, 1000)]
    [Description("Surfaces this near in nm count as touching; absent: a tenth of the radius.")]
    public double? ContactGapNm { get; init; }

    [Range(1000, 10_000_000_000)]
    [Description("The fit ends after this many moves, whatever it reached.")]
    public long MaxMoves { get; init; } = 600_000;
}

public sealed record ParticlesStructureSpec
{
    [Required]
    [Description("XYZ, extended XYZ, LAMMPS dump or data, CSV (x, y, z and optionally r), or .npy of shape (N, 3) or (N, 4) with radii.")]
    public string File { get; init; } = "";

    [AllowedValues("nm", "angstrom", "pm", "um", "mm", "m")]
    [Description("Unit of the lengths in the file: positions, radii, box.")]
    public string LengthUnit { get; init; } = "nm";

    [Range(1, 1_000_000)]
    [Description("Edge of the periodic box in nm; absent: the file's own.")]
    public double? BoxNm { get; init; }

    [Range(0.1, 10_000)]
    [Description("Radius in nm of particles that the file gives none for.")]
    public double? RadiusNm { get; init; }
}

public sealed record VolumeStructureSpec
{
    [Required]
    [Description("MRC/CCP4, TIFF (BigTIFF, or a folder or pattern such as slices/*.tif with one file per section), NRRD, raw with a JSON header, .npy, HDF5, or an OME-Zarr folder.")]
    public string File { get; init; } = "";

    [Description("Path of the array inside an HDF5 file or Zarr group; absent: the only one, or the finest resolution of an OME-Zarr image.")]
    public string? Dataset { get; init; }

    [Range(0.001, 10_000)]
    [Description("Edge of a voxel in nm, where the file's own is absent or wrong.")]
    public double? VoxelNm { get; init; }

    [Range(0.001, 10_000)]
    [Description("Distance of neighbouring sections (along z) in nm, as the milling step of a FIB-SEM stack; absent: voxelNm, then the file's own.")]
    public double? SectionNm { get; init; }

    [Description("What is done to the sections before they are sliced, in the order crop, align, destripe, normalise, denoise.")]
    public PreparationSpec Preparation { get; init; } = new();
}

public sealed record PreparationSpec
{
    [Range(0, 1_000_000)]
    [Description("First voxel kept along x.")]
    public int FromX { get; init; }

    [Range(0, 1_000_000)]
    [Description("First voxel left out along x; absent: none.")]
    public int? ToX { get; init; }

    [Range(0, 1_000_000)]
    [Description("First voxel kept along y.")]
    public int FromY { get; init; }

    [Range(0, 1_000_000)]
    [Description("First voxel left out along y; absent: none.")]
    public int? ToY { get; init; }

    [Range(0, 1_000_000)]
    [Description("First section kept.")]
    public int FromZ { get; init; }

    [Range(0, 1_000_000)]
    [Description("First section left out; absent: none.")]
    public int? ToZ { get; init; }

    [Range(0, 64)]
    [Description("Undoes shifts of up to this many voxels between neighbouring sections; 0: none. Undoes the drift of slanted structures too.")]
    public int AlignWithin { get; init; }

    [Range(0, 1000)]
    [Description("Takes off stripes along y (curtaining) that are narrower than this many voxels; 0: none.")]
    public int DestripeWidth { get; init; }

    [Description("Gives each section the mean and contrast of the stack.")]
    public bool Normalise { get; init; }

    [Range(0, 20)]
    [Description("Standard deviation in voxels of a Gaussian within each section, against noise; 0: none.")]
    public double DenoiseVoxels { get; init; }
}
