using Filler.Api;

namespace Filler.Studies;

/// <summary>Fields of the model that are given or searched but count for nothing.</summary>
internal static class IdleModelFields
{
    private const string Family = "model.family";
    private const string HogSvm = "model.hogSvm.";

    public static IEnumerable<ManifestProblem> Of(StudySpec spec)
    {
        HashSet<string> kinds = [.. spec.Search.Parameters.FirstOrDefault(p => p.Path == Family)?.Choice?.Select(c => c.ToString()) ?? [spec.Model.Kind]];
        var networks = kinds.Any(k => k != ModelSpec.HogSvmFamily);
        var layers = spec.Model.Layers is not null;
        if (layers && !networks)
            yield return new ManifestProblem("spec.model.layers", "the layers do not count beside hogSvm, which is no network", $"leave one of the two out, or search both: {{ path: {Family}, choice: [plain, {ModelSpec.HogSvmFamily}] }}");
        else if (layers && spec.Model.Family is not (null or "plain" or ModelSpec.HogSvmFamily))
            yield return new ManifestProblem("spec.model.family", $"{spec.Model.Family} does not count where model.layers is given", "leave one of the two out");
        for (var i = 0; i < spec.Search.Parameters.Count; i++)
        {
            var path = spec.Search.Parameters[i].Path;
            var at = $"spec.search.parameters[{i}].path";
            if (!path.StartsWith("model.", StringComparison.Ordinal)) continue;
            if (path == Family)
            {
                if (layers && networks && kinds.Count(k => k != ModelSpec.HogSvmFamily) > 1)
                    yield return new ManifestProblem(at, $"{path} does not count where model.layers is given", $"leave it out, or write choice: [plain, {ModelSpec.HogSvmFamily}]");
            }
            else if (path.StartsWith(HogSvm, StringComparison.Ordinal))
            {
                if (!kinds.Contains(ModelSpec.HogSvmFamily))
                    yield return new ManifestProblem(at, $"{path} does not count: {Family} is {string.Join(" or ", kinds)}", $"add {ModelSpec.HogSvmFamily} to the choices of {Family}, or leave the parameter out");
            }
            else if (!networks)
            {
                yield return new ManifestProblem(at, $"{path} does not count: hogSvm is no network", $"search a field of model.hogSvm, or {{ path: {Family}, choice: [plain, {ModelSpec.HogSvmFamily}] }}");
            }
            else if (layers && !path.StartsWith("model.layers[", StringComparison.Ordinal))
            {
                yield return new ManifestProblem(at, $"{path} does not count where model.layers is given", "search a field of model.layers, or leave model.layers out");
            }
        }
    }
}
