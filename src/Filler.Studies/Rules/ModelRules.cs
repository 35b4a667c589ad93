using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Networks;

namespace Filler.Studies;

/// <summary>Every model that the search may propose can be built: checked at the ends of what it varies.</summary>
internal static class ModelRules
{
    private const string Layers = "spec.model.layers";
    private const string Pixels = "dataset.slices.pixels";
    private const int MostCorners = 4096;

    public static IEnumerable<ManifestProblem> Check(StudySpec spec)
    {
        if (spec.Dataset.Classes.Count < 2) return [];
        // Any generator can be built; a support vector machine is none.
        if (spec.Task == Tasks.SuperResolution && spec.Model.IsNetwork) return [];
        var idle = IdleModelFields.Of(spec).ToList();
        return idle.Count > 0 ? idle : Impossible(spec);
    }

    private static IEnumerable<ManifestProblem> Impossible(StudySpec spec)
    {
        foreach (var corner in Corners(spec))
        {
            StudySpec filled;
            try
            {
                filled = ParameterPaths.Apply(spec, corner);
            }
            catch (ArgumentException)
            {
                // The parameter itself is at fault, which its own rules report.
                yield break;
            }

            if (Refusal(filled) is not { } refusal) continue;
            var where = !filled.Model.IsNetwork ? "spec.model.hogSvm"
                : refusal.Layer is { } layer && spec.Model.Layers is { Count: > 0 } list ? $"{Layers}[{Math.Min(layer, list.Count - 1)}]" : "spec.model";
            yield return new ManifestProblem(where, corner.Count == 0 ? refusal.Problem : $"where the search tries {corner}, {refusal.Problem}", refusal.Fix);
            yield break;
        }
    }

    private static NetworkShapeException? Refusal(StudySpec spec)
    {
        try
        {
            if (spec.Model.IsNetwork) NetworkPlan.Of(spec.Model, spec.Dataset.Slices.Pixels, Tasks.OutputsOf(spec.Task, spec.Dataset.Classes.Count));
            else if (spec.Task != Tasks.Classification) return new NetworkShapeException(null, $"a support vector machine tells classes apart and is nothing to a {spec.Task}", "choose a network (model.family), or write task: classification");
            else HogSvmPlan.Of(spec.Model, spec.Dataset.Slices.Pixels, spec.Dataset.Classes.Count, TrainingImages(spec));
            return null;
        }
        catch (NetworkShapeException e)
        {
            return e;
        }
    }

    private static long TrainingImages(StudySpec spec)
    {
        var images = (long)SearchedValues.Range(spec, "dataset.imagesPerClass.train", spec.Dataset.ImagesPerClass.Train).High;
        var turned = spec.Search.Parameters.Any(p => p.Path == "training.augment") ? new TrainingSpec { Augment = true } : spec.Training;
        return images * spec.Dataset.Classes.Count * HogSvmPlan.ViewsOf(turned);
    }

    // A parameter with a condition is tried where the corner meets it; where that hangs on what no corner holds it is left at the manifest's value, and the
    // worker checks again.
    private static IEnumerable<Parameters> Corners(StudySpec spec)
    {
        IEnumerable<Parameters> corners = [[]];
        var count = 1;
        foreach (var parameter in spec.Search.Parameters.OrderBy(p => p.When?.Count ?? 0))
        {
            if (parameter.Path != Pixels && !parameter.Path.StartsWith("model.", StringComparison.Ordinal)) continue;
            var ends = Ends(parameter);
            if (ends.Count == 0 || count * (long)ends.Count > MostCorners) continue;
            count *= ends.Count;
            corners = corners.SelectMany(c => Meets(c, parameter) ? ends.Select(end => new Parameters(c) { [parameter.Path] = end }) : [c]);
        }

        return corners;
    }

    private static bool Meets(Parameters corner, ParameterSpec parameter) =>
        (parameter.When ?? new Dictionary<string, IReadOnlyList<JsonValue>>()).All(w =>
            corner.TryGetValue(w.Key, out var value) && w.Value.Any(v => ParameterValues.Same(ParameterValues.FromJson(v), ParameterValues.FromJson(value))));

    private static IReadOnlyList<JsonValue> Ends(ParameterSpec parameter) =>
        parameter.Int is { } whole ? [JsonValue.Create(whole.Min), JsonValue.Create(whole.Max)]
        : parameter.Double is { } real ? [JsonValue.Create(real.Min), JsonValue.Create(real.Max)]
        : parameter.Choice ?? [];
}
