using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Networks;

namespace Filler.Studies;

/// <summary>Every network that the search may propose can be built: checked at the ends of what it varies.</summary>
internal static class ModelRules
{
    private const string Layers = "spec.model.layers";
    private const string Pixels = "dataset.slices.pixels";
    private const int MostCorners = 4096;

    public static IEnumerable<ManifestProblem> Check(StudySpec spec)
    {
        // Any generator can be built.
        if (spec.Dataset.Classes.Count < 2 || spec.Task == Tasks.SuperResolution) return [];
        var idle = Idle(spec).ToList();
        return idle.Count > 0 ? idle : Impossible(spec);
    }

    private static IEnumerable<ManifestProblem> Idle(StudySpec spec)
    {
        if (spec.Model.Layers is null) yield break;
        for (var i = 0; i < spec.Search.Parameters.Count; i++)
        {
            var path = spec.Search.Parameters[i].Path;
            if (path.StartsWith("model.", StringComparison.Ordinal) && !path.StartsWith("model.layers[", StringComparison.Ordinal))
                yield return new ManifestProblem($"spec.search.parameters[{i}].path", $"{path} does not count where model.layers is given", "search a field of model.layers, or leave model.layers out");
        }
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
            var where = refusal.Layer is { } layer && spec.Model.Layers is { Count: > 0 } list ? $"{Layers}[{Math.Min(layer, list.Count - 1)}]" : "spec.model";
            yield return new ManifestProblem(where, corner.Count == 0 ? refusal.Problem : $"where the search tries {corner}, {refusal.Problem}", refusal.Fix);
            yield break;
        }
    }

    private static NetworkShapeException? Refusal(StudySpec spec)
    {
        try
        {
            NetworkPlan.Of(spec.Model, spec.Dataset.Slices.Pixels, Tasks.OutputsOf(spec.Task, spec.Dataset.Classes.Count));
            return null;
        }
        catch (NetworkShapeException e)
        {
            return e;
        }
    }

    // A parameter with a condition is left at the manifest's value: with which others it may meet is for the search to know, and the worker checks again.
    private static IEnumerable<Parameters> Corners(StudySpec spec)
    {
        IEnumerable<Parameters> corners = [[]];
        var count = 1;
        foreach (var parameter in spec.Search.Parameters)
        {
            if (parameter.When is { Count: > 0 } || (parameter.Path != Pixels && !parameter.Path.StartsWith("model.", StringComparison.Ordinal))) continue;
            var ends = Ends(parameter);
            if (ends.Count == 0 || (count *= ends.Count) > MostCorners) continue;
            corners = corners.SelectMany(c => ends.Select(end => new Parameters(c) { [parameter.Path] = end }));
        }

        return corners;
    }

    private static IReadOnlyList<JsonValue> Ends(ParameterSpec parameter) =>
        parameter.Int is { } whole ? [JsonValue.Create(whole.Min), JsonValue.Create(whole.Max)]
        : parameter.Double is { } real ? [JsonValue.Create(real.Min), JsonValue.Create(real.Max)]
        : parameter.Choice ?? [];
}
