using Filler.Api;

namespace Filler.Studies;

/// <summary>Sections that are only for super-resolution, and slices that can be made coarse.</summary>
internal static class SuperResolutionRules
{
    // The window of structural similarity (Wang et al. 2004) is 11 pixels wide.
    private const int LeastPixels = 16;
    private const string Pixels = "dataset.slices.pixels";

    public static IEnumerable<ManifestProblem> Check(StudySpec spec)
    {
        if (spec.Task != Tasks.SuperResolution) return Foreign(spec);
        return [.. Network(spec), .. Slices(spec)];
    }

    private static IEnumerable<ManifestProblem> Foreign(StudySpec spec)
    {
        if (spec.SuperResolution is not null)
            yield return new ManifestProblem("spec.superResolution", $"is nothing to a {spec.Task}", "write spec.task: superResolution, or leave it out");
        if (spec.Model.Generator is not null)
            yield return new ManifestProblem("spec.model.generator", $"is no network for a {spec.Task}", "write spec.task: superResolution, or leave it out");
    }

    private static IEnumerable<ManifestProblem> Network(StudySpec spec)
    {
        if (spec.Model.Layers is not null)
            yield return new ManifestProblem("spec.model.layers", "layers end in classes; super-resolution gives an image", "leave them out and describe model.generator");
        for (var i = 0; i < spec.Search.Parameters.Count; i++)
        {
            var path = spec.Search.Parameters[i].Path;
            if (path.StartsWith("model.", StringComparison.Ordinal) && !path.StartsWith("model.generator.", StringComparison.Ordinal))
                yield return new ManifestProblem($"spec.search.parameters[{i}].path", $"{path} does not count for a superResolution", "search a field of model.generator");
            else if (path.StartsWith("model.generator.", StringComparison.Ordinal) && spec.Model.Generator is null)
                yield return new ManifestProblem($"spec.search.parameters[{i}].path", $"{path} needs a section to stand in", "write model: { generator: {} }");
        }
    }

    private static IEnumerable<ManifestProblem> Slices(StudySpec spec)
    {
        var factor = (spec.SuperResolution ?? new SuperResolutionSpec()).Factor;
        var pixels = spec.Dataset.Slices.Pixels;
        // PSNR of other pixels is another question: what is compared must be the same images.
        if (SearchedValues.Range(spec, Pixels) is not null)
            yield return new ManifestProblem("spec.search.parameters", $"{Pixels} changes what is to be restored", "leave it out, or run a study for each");
        else if (pixels < LeastPixels)
            yield return new ManifestProblem("spec.dataset.slices.pixels", $"{pixels} pixels are fewer than {LeastPixels}, which structural similarity needs", $"write at least {LeastPixels}");
        else if (pixels % factor != 0)
            yield return new ManifestProblem("spec.dataset.slices.pixels", $"{pixels} pixels are no whole number of coarse pixels of {factor}", $"write {pixels / factor * factor} or {((pixels / factor) + 1) * factor}");
        else if (pixels / factor < 4)
            yield return new ManifestProblem("spec.superResolution.factor", $"{factor} leaves {pixels / factor} coarse pixels of {pixels}", $"write at most {pixels / 4}, or more pixels");
    }
}
