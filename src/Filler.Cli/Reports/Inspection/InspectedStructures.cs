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
    /// <param name="solutions">Of a class from scattering: how many of the study's independent fits are made and compared, ≥ 1.</param>
    /// <exception cref="DatasetException">A file is missing, the class has no particles, there is no class of that name, or fewer solutions.</exception>
    public async Task<IReadOnlyList<StructureInspection>> OfStudyAsync(
        StudySpec study, string baseFolder, string? className, int solutions, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var recipe = DatasetRecipe.From(DatasetPlan.StoredRecipe(study.Dataset, study), baseFolder);
        var classes = recipe.Spec.Classes;
        if (className is not null && classes.All(c => c.Name != className))
            throw new DatasetException("spec.dataset.classes", $"no class is named '{className}'", $"name one of {string.Join(", ", classes.Select(c => c.Name))}");
        var found = new List<StructureInspection>();
        for (var c = 0; c < classes.Count; c++)
        {
            if (className is not null ? classes[c].Name != className : classes[c].Structure.Volume is not null) continue;
            found.Add(await OfClassAsync(recipe, c, solutions, progress, cancellationToken));
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

    private async Task<StructureInspection> OfClassAsync(
        DatasetRecipe recipe, int index, int solutions, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var (name, spec) = (recipe.Spec.Classes[index].Name, recipe.Spec.Classes[index].Structure);
        var seed = new StructureKey(index, SplitKind.Train, 0).Seed(recipe.Spec.Seed);
        if (spec.Scattering is { } scattering) return await OfFitsAsync(recipe, index, scattering, solutions, progress, cancellationToken);

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

    // The study's own structures of the class: what is fitted here is what its slices are cut from. One core each.
    private async Task<StructureInspection> OfFitsAsync(
        DatasetRecipe recipe, int index, ScatteringStructureSpec scattering, int solutions, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var keys = SplitKinds.All.SelectMany(split => Enumerable.Range(0, recipe.Spec.Realisations.Of(split)).Select(r => new StructureKey(index, split, r))).ToArray();
        if (solutions > keys.Length)
        {
            throw new DatasetException(
                "spec.dataset.realisations", $"the study has {keys.Length} structures of the class, not {solutions}", $"ask for at most {keys.Length} solutions, or raise it");
        }

        var cache = new ScatteringCache(store, grower);
        var (name, found, shares) = (recipe.Spec.Classes[index].Name, new StructureInspection[solutions], new double[solutions]);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, solutions, options, async (i, token) =>
        {
            var share = progress is null ? null : new SolutionShare(progress, shares, i);
            var solution = await cache.GetAsync(scattering, recipe.Files[index], keys[i].Seed(recipe.Spec.Seed), share, token);
            found[i] = StructureInspection.Of(name, "scattering", solution.Structure, FittedCurve.Of(name, solution.Fit), token);
        });
        return solutions == 1 ? found[0] : found[0] with { Spread = SolutionSpread.Of(found) };
    }

    private sealed class SolutionShare(IProgress<double> whole, double[] shares, int index) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (shares)
            {
                shares[index] = value;
                whole.Report(shares.Average());
            }
        }
    }
}
