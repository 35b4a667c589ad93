using Filler.Api;
using Filler.Datasets;
using Filler.Studies;

namespace Filler.Cli.Studies;

/// <summary>A manifest that was read and found sound: shape, rules, and the files that it names.</summary>
/// <param name="Folder">The manifest's folder: relative paths in it count from there.</param>
internal sealed record StudyInput(Study Study, string Text, string Folder)
{
    /// <exception cref="ManifestException">With everything that is wrong.</exception>
    public static StudyInput Read(string path, IReadOnlyList<string> overrides)
    {
        var manifest = ManifestReader.ReadStudy(path, overrides);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var study = manifest.Study;
        var problems = StudyRules.Check(study.Spec).ToList();
        // Files are looked at only where the rest is sound: its problems would come twice.
        if (problems.Count == 0 && Unusable(study, folder) is { } problem) problems.Add(problem);
        if (problems.Count > 0) throw manifest.Refuse(problems);
        if (study.Spec.Storage.Folder is { } storage)
        {
            // Absolute from here on: the record must not depend on where the next command is typed.
            study = study with { Spec = study.Spec with { Storage = study.Spec.Storage with { Folder = Path.GetFullPath(storage, folder) } } };
        }

        return new StudyInput(study, File.ReadAllText(path), folder);
    }

    /// <summary>A manifest for a cluster, where its files lie: shape and rules only.</summary>
    /// <exception cref="ManifestException">With everything that is wrong.</exception>
    public static Study ReadForCluster(string path, IReadOnlyList<string> overrides)
    {
        var manifest = ManifestReader.ReadStudy(path, overrides);
        var problems = StudyRules.Check(manifest.Study.Spec).ToList();
        return problems.Count == 0 ? manifest.Study : throw manifest.Refuse(problems);
    }

    private static ManifestProblem? Unusable(Study study, string folder)
    {
        try
        {
            DatasetInputs.Check(DatasetRecipe.From(DatasetPlan.StoredRecipe(study.Spec.Dataset, study.Spec), folder), new StructureGrower());
            return null;
        }
        catch (DatasetException e)
        {
            return new ManifestProblem(e.FieldPath, e.Problem, e.Fix);
        }
    }
}
