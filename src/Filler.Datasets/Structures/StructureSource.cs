using Filler.Slices;
using Filler.Storage;
using Filler.Structures;

namespace Filler.Datasets;

/// <summary>Turns the classes of a recipe into structures to slice: grown ones are independent, files are divided into separate parts.</summary>
public sealed class StructureSource
{
    private readonly DatasetRecipe recipe;
    private readonly IStructureGrower grower;
    private readonly ScatteringCache fits;
    private readonly Dictionary<int, SliceSource[]> parts = [];

    /// <summary>Reads the files of structures and checks that the field of view fits, before anything that takes long.</summary>
    /// <exception cref="DatasetException">A file is malformed, or the field of view does not fit into a structure.</exception>
    public StructureSource(DatasetRecipe recipe, IStructureGrower grower, IBlobStore store)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(grower);
        (this.recipe, this.grower) = (recipe, grower);
        fits = new ScatteringCache(store, grower);
        for (var c = 0; c < recipe.Spec.Classes.Count; c++) Open(c);
    }

    /// <summary>Structures of a class in a split: files give one part to each split, whatever the manifest's realisations.</summary>
    public int Realisations(int classIndex, SplitKind split) => parts.ContainsKey(classIndex) ? 1 : recipe.Spec.Realisations.Of(split);

    /// <summary>Whether the structure takes minutes: those are begun first.</summary>
    internal bool IsSlow(int classIndex) => recipe.Spec.Classes[classIndex].Structure.Scattering is not null;

    /// <param name="progress">The share of the structure's growth, 0 to 1.</param>
    public async Task<SliceSource> GetAsync(StructureKey key, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (parts.TryGetValue(key.Class, out var divided)) return divided[(int)key.Split];
        var structure = recipe.Spec.Classes[key.Class].Structure;
        var seed = key.Seed(recipe.Spec.Seed);
        try
        {
            if (structure.Random is { } random) return SourceOf(key, grower.Place(random, seed, cancellationToken));
            if (structure.Aggregates is { } aggregates) return SourceOf(key, grower.Aggregate(aggregates, seed, cancellationToken));
            var (scattering, curve) = (structure.Scattering!, recipe.Files[key.Class]);
            var solution = await fits.GetAsync(scattering, curve, seed, progress, cancellationToken);
            return SourceOf(key, solution.Structure, $", chi² per degree of freedom {solution.Fit.ChiSquaredPerDof:0.00}") with
            {
                Fit = ScatteringCache.PrefixOf(scattering, curve, seed),
            };
        }
        catch (ArgumentException e) when (e is not FieldOfViewException)
        {
            throw new DatasetException(DatasetRecipe.StructurePath(recipe.Spec, key.Class), e.Message.TrimEnd('.'), "change the section as it says", e);
        }
    }

    private SliceSource SourceOf(StructureKey key, ParticleStructure structure, string quality = "") => new(
        AtField(key.Class, () => new SphereSlicer(new SliceIndex(structure), recipe.Frame)),
        $"{key.Split.Word()} {key.Realisation + 1}: {Describe(structure)}{quality}, {Room(Independent(structure, structure.BoxNm))}");

    private static string Describe(ParticleStructure structure) =>
        $"{structure.Count} particles in {structure.BoxNm:0.#} nm, volume fraction {structure.VolumeFraction:0.0000}";

    // Planes closer than a particle's diameter show the same particles: more images than this repeat what others show. An upper bound, since
    // aggregates correlate over more than one particle.
    private long Independent(ParticleStructure structure, double lengthNm) => Independence.Images(
        structure.BoxNm * structure.BoxNm * lengthNm, recipe.Frame, 2 * structure.Radius.DefaultIfEmpty(1).Average());

    private static string Room(long images) => $"room for at most {images} independent images";

    // A part must hold a section before it is asked how many: the field's message is the one to act on first.
    private SliceSource Part(int classIndex, int split, Func<ISlicer> slicer, string description, long independent)
    {
        var source = new SliceSource(AtField(classIndex, slicer), $"{SplitKinds.All[split].Word()}: {description}, {Room(independent)}");
        Independence.Require(recipe.Spec, recipe.Spec.Classes[classIndex].Name, SplitKinds.All[split], independent);
        return source;
    }

    private void Open(int classIndex)
    {
        var structure = recipe.Spec.Classes[classIndex].Structure;
        if (structure.Scattering is { } scattering)
        {
            // An empty box of the same size is refused for the same reason, minutes earlier.
            var box = AtFile(classIndex, path => grower.BoxNm(scattering, path));
            AtField(classIndex, () => new SphereSlicer(new SliceIndex(new ParticleStructure(box, [], [], [], [])), recipe.Frame));
        }
        else if (structure.Particles is { } particles)
        {
            parts[classIndex] = DivideParticles(classIndex, AtFile(classIndex, path => grower.ReadParticles(particles, path)));
        }
        else if (structure.Volume is { } volume)
        {
            parts[classIndex] = DivideVolume(classIndex, AtFile(classIndex, path => new GreyVolume(grower.ReadVolume(volume, path, CancellationToken.None))));
        }
    }

    private SliceSource[] DivideParticles(int classIndex, ParticleStructure structure)
    {
        // A guard as wide as the largest particle: none is seen from two parts.
        var index = AtFile(classIndex, _ => new SliceIndex(structure));
        var guard = Math.Max(2 * index.LargestRadiusNm, recipe.Spec.GuardNm ?? 0);
        var slabs = AtFile(classIndex, _ => Slab.Split(0, 0, structure.BoxNm, guard, SplitKinds.All.Count, periodic: true));
        return [.. slabs.Select((slab, i) => Part(
            classIndex, i, () => new SphereSlicer(index, recipe.Frame, slab),
            $"x from {slab.LowNm:0.#} to {slab.HighNm:0.#} nm of {Describe(structure)}", Independent(structure, slab.LengthNm)))];
    }

    private SliceSource[] DivideVolume(int classIndex, GreyVolume volume)
    {
        // Interpolation reaches one voxel beyond a face: with two between the faces no voxel is seen from two parts. Grey values that go with those
        // of the next part would leak all the same: the guard is no thinner than their correlation.
        var axis = volume.LongestAxis;
        var (low, high) = volume.Extent(axis);
        var voxel = axis switch { 0 => volume.Volume.VoxelNm.X, 1 => volume.Volume.VoxelNm.Y, _ => volume.Volume.VoxelNm.Z };
        var correlation = GreyCorrelation.LengthNm(volume.Volume);
        var guard = Math.Max((recipe.Interpolation == Interpolation.Cubic ? 4 : 2) * voxel, recipe.Spec.GuardNm ?? correlation);
        var slabs = AtFile(classIndex, _ => Slab.Split(axis, low, high, guard, SplitKinds.All.Count, periodic: false));
        var (x, y, z) = volume.Volume.SizeNm;
        var area = axis switch { 0 => y * z, 1 => x * z, _ => x * y };
        return [.. slabs.Select((slab, i) => Part(
            classIndex, i, () => new VolumeSlicer(volume, recipe.Frame, slab, recipe.Interpolation),
            $"{"xyz"[axis]} from {slab.LowNm:0.##} to {slab.HighNm:0.##} nm of {volume.Volume.Nx} × {volume.Volume.Ny} × {volume.Volume.Nz} voxels, "
            + $"grey values correlated over {correlation:0.##} nm",
            Independence.Images(area * slab.LengthNm, recipe.Frame, correlation)))];
    }

    private T AtFile<T>(int classIndex, Func<string, T> read)
    {
        var file = recipe.Files[classIndex];
        try
        {
            return read(file.Path);
        }
        catch (Exception e) when (e is StructureFileException or ArgumentException)
        {
            throw new DatasetException(file.FieldPath, e.Message, "name a file that holds such a structure", e);
        }
    }

    private T AtField<T>(int classIndex, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (FieldOfViewException e)
        {
            throw new DatasetException(
                "spec.dataset.slices.fieldOfViewNm",
                $"{e.Problem} (class '{recipe.Spec.Classes[classIndex].Name}')",
                $"use at most {Math.Floor(e.LargestFieldNm * 100) / 100:0.##} nm, "
                + $"or give {DatasetRecipe.StructurePath(recipe.Spec, classIndex)} a larger structure",
                e);
        }
    }
}
