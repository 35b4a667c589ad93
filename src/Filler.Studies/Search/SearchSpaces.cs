using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>The manifest's search section as a space to search.</summary>
public static class SearchSpaces
{
    /// <summary>The space, or everything that is wrong with its parameters.</summary>
    public static SearchSpaceReading From(StudySpec spec)
    {
        var problems = new List<ManifestProblem>();
        var known = new Dictionary<string, ParameterSpec>(StringComparer.Ordinal);
        for (var i = 0; i < spec.Search.Parameters.Count; i++)
        {
            var parameter = spec.Search.Parameters[i];
            problems.AddRange(ParameterRules.Check(spec, parameter, PathOf(i)));
            if (!known.TryAdd(parameter.Path, parameter))
                problems.Add(new ManifestProblem($"{PathOf(i)}.path", $"'{parameter.Path}' is searched twice", "keep one of the two"));
        }

        for (var i = 0; i < spec.Search.Parameters.Count; i++) problems.AddRange(ConditionRules.Check(spec.Search.Parameters[i], known, PathOf(i)));
        problems.AddRange(ConditionRules.Circles(spec.Search.Parameters, PathOf));
        return problems.Count > 0 ? new SearchSpaceReading(null, problems) : Build(spec.Search.Parameters);
    }

    private static string PathOf(int index) => $"spec.search.parameters[{index}]";

    private static SearchSpaceReading Build(IReadOnlyList<ParameterSpec> specs)
    {
        var parameters = specs.Select(p => ToParameter(p, specs)).ToList();
        try
        {
            return new SearchSpaceReading(new SearchSpace(parameters), []);
        }
        catch (SearchSpaceException e)
        {
            // The space's own rules are the last word; what they say is led back to the manifest's field.
            var index = parameters.FindIndex(p => p.Name == e.Parameter);
            var path = index < 0 ? "spec.search.parameters" : $"{PathOf(index)}.{FieldOf(specs[index], e.Field)}";
            return new SearchSpaceReading(null, [new ManifestProblem(path, e.Problem, e.Fix)]);
        }
    }

    private static string FieldOf(ParameterSpec spec, string field) =>
        field is not ("min" or "max" or "step" or "scale") ? field : spec.Int is null ? $"double.{field}" : $"int.{field}";

    private static Parameter ToParameter(ParameterSpec spec, IReadOnlyList<ParameterSpec> all)
    {
        // In order of path, whatever the manifest's order: one condition, one text.
        var when = (spec.When ?? new Dictionary<string, IReadOnlyList<System.Text.Json.Nodes.JsonValue>>()).OrderByDescending(w => w.Key, StringComparer.Ordinal)
            .Aggregate((Condition?)null, (joined, each) => ConditionOf(each, all) with { And = joined });
        if (spec.Int is { } whole) return new IntegerParameter(spec.Path, whole.Min, whole.Max, whole.Step, whole.Scale == "log", when);
        if (spec.Double is { } real) return new RealParameter(spec.Path, real.Min, real.Max, real.Scale == "log", real.Step, when);
        var choices = spec.Choice!.Select(ParameterValues.FromJson).ToList();
        return new ChoiceParameter(spec.Path, choices, ParameterRules.AreOrdered(choices), when);
    }

    private static Condition ConditionOf(KeyValuePair<string, IReadOnlyList<System.Text.Json.Nodes.JsonValue>> when, IReadOnlyList<ParameterSpec> all)
    {
        // A condition on [0.5, 1.0] of a real choice must name the choices' own values: 1 and 1.0 are written alike.
        var values = when.Value.Select(ParameterValues.FromJson);
        var choices = all.First(p => p.Path == when.Key).Choice?.Select(ParameterValues.FromJson).ToList();
        return new Condition(when.Key, values.Select(v => choices?.FirstOrDefault(c => ParameterValues.Same(c, v)) ?? v).ToList());
    }
}

/// <param name="Space">Null where there are problems.</param>
/// <param name="Problems">By field of the manifest; empty where there is a space.</param>
public sealed record SearchSpaceReading(SearchSpace? Space, IReadOnlyList<ManifestProblem> Problems);
