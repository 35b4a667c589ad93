using System.Runtime.CompilerServices;
using Filler.Api;
using Filler.Datasets;

namespace Filler.Operator.Reuse;

/// <summary>Digests of the images that trials see, as local runs compute them: by these, equal trainings know each other.</summary>
internal static class ImagesDigests
{
    // Sections that no parameter touches are one object for ten thousand trials.
    private static readonly ConditionalWeakTable<DatasetSpec, StrongBox<string?>> Known = [];

    /// <param name="section">A trial's, filled in.</param>
    /// <returns>Null where the images follow from files, which lie in the pods, or where the section cannot be a dataset.</returns>
    public static string? Of(DatasetSpec section, StudySpec study) => Known.GetValue(section, s => new StrongBox<string?>(Compute(s, study))).Value;

    private static string? Compute(DatasetSpec section, StudySpec study)
    {
        if (section.Classes.Any(c => c.Structure.MeasuredFile() is not null)) return null;
        try
        {
            // The first images of a larger dataset are those of a smaller one, so only the trial's own numbers count.
            var recipe = DatasetSharing.StoredRecipe(section, study) with { ImagesPerClass = section.ImagesPerClass };
            return DatasetRecipe.From(recipe, Path.GetTempPath()).Digest;
        }
        catch (DatasetException)
        {
            // The dataset's own pod says so, with the field.
            return null;
        }
    }
}
