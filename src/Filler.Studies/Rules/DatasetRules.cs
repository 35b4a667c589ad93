using Filler.Api;

namespace Filler.Studies;

/// <summary>Classes that can be told apart, each with one structure that is large enough to cut slices from.</summary>
internal static class DatasetRules
{
    private const string Fields = "random, aggregates, scattering, particles, volume";

    public static IEnumerable<ManifestProblem> Check(StudySpec spec)
    {
        var classes = spec.Dataset.Classes;
        // A range that was refused would have been classes.
        if (classes.Count < 2 && classes.All(c => c.Range is null) && !(classes.Count == 1 && spec.Task == Tasks.SuperResolution))
            yield return new ManifestProblem("spec.dataset.classes", $"{classes.Count} {(classes.Count == 1 ? "class" : "classes")}: nothing to tell apart", "write at least 2 classes");
        var field = SearchedValues.Range(spec, "dataset.slices.fieldOfViewNm", spec.Dataset.Slices.FieldOfViewNm).High;
        for (var i = 0; i < classes.Count; i++)
        {
            var path = $"spec.dataset.classes[{i}]";
            for (var j = 0; j < i; j++)
            {
                // Reports and files name classes; two that differ in case alone would be mixed up.
                if (!string.Equals(classes[i].Name, classes[j].Name, StringComparison.OrdinalIgnoreCase)) continue;
                yield return new ManifestProblem($"{path}.name", $"'{classes[i].Name}' is also the name of classes[{j}]", "give each class a name of its own; case does not count");
                break;
            }

            if (Structure(classes[i].Structure, path) is { } wrong) yield return wrong;
            else if (SmallBox(spec, i, field) is { } small) yield return small;
        }
    }

    private static ManifestProblem? Structure(StructureSpec structure, string path)
    {
        if (structure.Kind() is not null) return null;
        object?[] kinds = [structure.Random, structure.Aggregates, structure.Scattering, structure.Particles, structure.Volume];
        var set = kinds.Count(k => k is not null);
        return set == 0
            ? new ManifestProblem($"{path}.structure", "has no structure", $"give one of: {Fields}")
            : new ManifestProblem($"{path}.structure", $"has {set} structures", $"keep one of: {Fields}");
    }

    /// <summary>Structures whose box the manifest names; measured ones are checked once their file is read.</summary>
    private static ManifestProblem? SmallBox(StudySpec spec, int index, double field)
    {
        var structure = spec.Dataset.Classes[index].Structure;
        var kind = structure.Kind()!;
        var own = structure.Random?.BoxNm ?? structure.Aggregates?.BoxNm ?? structure.Particles?.BoxNm;
        var path = $"dataset.classes[{index}].structure.{kind}.boxNm";
        var searched = SearchedValues.Range(spec, path)?.Low;
        if ((searched ?? own) is not { } box || field <= box) return null;
        var largest = SearchedValues.Range(spec, "dataset.slices.fieldOfViewNm") is null ? "the field of view" : "the largest field of view searched";
        return new ManifestProblem($"spec.{path}", $"{box:R} nm is smaller than {largest}, {field:R} nm", $"write at least {field:R}, or a smaller field of view");
    }
}
