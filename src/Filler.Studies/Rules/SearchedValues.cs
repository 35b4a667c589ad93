using Filler.Api;

namespace Filler.Studies;

/// <summary>How far a field moves under the search.</summary>
internal static class SearchedValues
{
    /// <summary>The smallest and largest number that the search may give this field; null where it is not searched or holds no numbers.</summary>
    public static (double Low, double High)? Range(StudySpec spec, string path)
    {
        var parameter = spec.Search.Parameters.FirstOrDefault(p => p.Path == path);
        if (parameter is null) return null;
        if (parameter.Int is { } whole) return (whole.Min, whole.Max);
        if (parameter.Double is { } real) return (real.Min, real.Max);
        var numbers = (parameter.Choice ?? []).Select(ParameterValues.FromJson).Where(ParameterValues.IsNumber).Select(v => v.AsDouble()).ToList();
        return numbers.Count == 0 ? null : (numbers.Min(), numbers.Max());
    }

    /// <summary>With a conditional parameter the manifest's own value counts too: it holds where the condition does not.</summary>
    public static (double Low, double High) Range(StudySpec spec, string path, double own)
    {
        if (Range(spec, path) is not { } searched) return (own, own);
        var conditional = spec.Search.Parameters.First(p => p.Path == path).When is { Count: > 0 };
        return conditional ? (Math.Min(own, searched.Low), Math.Max(own, searched.High)) : searched;
    }
}
