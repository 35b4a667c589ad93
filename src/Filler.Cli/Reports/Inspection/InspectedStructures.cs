using Filler.Api;
using Filler.Datasets;
using Filler.Storage;
using Filler.Structures;

namespace Filler.Cli.Reports;

/// <summary>Finds the structure that is to be inspected: a class of a study, or particles in a file.</summary>
/// <param name="store">Where fits are kept: a fit that a run made is not made again.</param>
internal sealed class InspectedStructures(IStructureGrower grower, IBlobStore store)
{
    /// <summary>The classes of a study, each by its first training structure: the same that the study's slices are cut from.</summary>
    /// <param name="study">Boxes follow its largest field of view.</param>
    /// <param name="baseFolder">The manifest's folder.</param>
    /// <param name="className">Null: all classes that have particles.</param>
    /// <exception cref="DatasetException">A file is missing, the class has no particles, or there is no class of that name.</exception>
    public async Task<IReadOnlyList<StructureInspection>> OfStudyAsync(
        StudySpec study, string baseFolder, string? className, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var recipe = DatasetRecipe.From(DatasetPlan.StoredRecipe(study.Dataset, study), baseFolder);
        var classes = recipe.Spec.Classes;
        if (className is not null && classes.All(c => c.Name != className))
            throw new DatasetException("spec.dataset.classes", $"no class is named '{className}'", $"name one of {string.Join(", ", classes.Select(c => c.Name))}");
        var found = new List<StructureInspection>();
        for (var c = 0; c < classes.Count; c++)
        {
            if (className is not null ? classes[c].Name != className : classes[c].Structure.Volume is not null) continue;
            found.Add(await OfClassAsync(recipe, c, progress, cancellationToken));
        }

        return found;
    }

    /// <param name="path">Any file of particles that a manifest may name; lengths in nm.</param>
    /// <param name="boxNm">Edge of the periodic box in nm; null takes the file's own.</param>
    /// <param name="radiusNm">Radius of particles that the file gives none for.</param>
    /// <exception cref="StructureFileException">The file holds no particles.</exception>
    public static StructureInspection OfFile(IStructureGrower grower, string path, double? boxNm, double? radiusNm, CancellationToken cancellationToken)
    {
        var structure = grower.ReadParticles(new ParticlesStructureSpec { File = path, BoxNm = boxNm, RadiusNm = radiusNm }, path);
        return StructureInspection.Of(Path.GetFileName(path), "particles", structure, null, cancellationToken);
    }

    private async Task<StructureInspection> OfClassAsync(DatasetRecipe recipe, int index, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var (name, spec) = (recipe.Spec.Classes[index].Name, recipe.Spec.Classes[index].Structure);
        var seed = new StructureKey(index, SplitKind.Train, 0).Seed(recipe.Spec.Seed);
        if (spec.Scattering is { } scattering)
        {
            var solution = await new ScatteringCache(store, grower).GetAsync(scattering, recipe.Files[index], seed, progress, cancellationToken);
            return StructureInspection.Of(name, "scattering", solution.Structure, FittedCurve.Of(name, solution.Fit), cancellationToken);
        }

        var structure = spec switch
        {
            { Random: { } random } => grower.Place(random, seed, cancellationToken),
            { Aggregates: { } aggregates } => grower.Aggregate(aggregates, seed, cancellationToken),
            { Particles: { } particles } => grower.ReadParticles(particles, recipe.Files[index].Path),
            _ => throw new DatasetException(
                $"spec.dataset.classes[{index}].structure.volume", $"'{name}' is a volume of grey values without particles", "name a class of particles with --class"),
        };
        return StructureInspection.Of(name, spec.Kind()!, structure, null, cancellationToken);
    }
}
