using System.Numerics;

namespace Filler.Search;

/// <summary>The parameters that a study searches. A condition may name any other parameter of the space, but not in a circle.</summary>
public sealed class SearchSpace
{
    private readonly Dictionary<string, Parameter> byName;

    /// <exception cref="SearchSpaceException">A parameter is malformed: the exception names it, the value and the fix.</exception>
    public SearchSpace(IReadOnlyList<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Parameters = [.. parameters];
        byName = SpaceRules.ByName(Parameters);
        foreach (var parameter in Parameters) SpaceRules.Check(parameter, byName);
        ParentsFirst = SpaceRules.ParentsFirst(Parameters, byName);
        Order = new PointOrder(Parameters);
        Cardinality = Parameters.All(p => Domain.Count(p) is not null) ? Order.Count : null;
    }

    /// <summary>In the caller's order.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Each parameter after those that its condition names.</summary>
    public IReadOnlyList<Parameter> ParentsFirst { get; }

    public Parameter this[string name] => byName[name];

    /// <summary>Whether the parameter exists where the others have these values. Values of parents that are themselves inactive are absent.</summary>
    public static bool IsActive(Parameter parameter, IReadOnlyDictionary<string, ParameterValue> values)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        for (var when = parameter.When; when is not null; when = when.And)
        {
            if (!values.TryGetValue(when.Parameter, out var value) || !when.AnyOf.Any(v => Domain.Same(v, value))) return false;
        }

        return true;
    }

    /// <summary>Number of distinct points, conditions counted; null where a real parameter without a step makes it infinite.</summary>
    public BigInteger? Cardinality { get; }

    internal PointOrder Order { get; }

    /// <summary>Whether the values are a point of this space: every active parameter inside its bounds and no inactive one present.</summary>
    public bool Contains(IReadOnlyDictionary<string, ParameterValue> point, out string why)
    {
        ArgumentNullException.ThrowIfNull(point);
        foreach (var name in point.Keys.Where(n => !byName.ContainsKey(n)))
        {
            why = $"{name} is no parameter of the space";
            return false;
        }

        foreach (var parameter in Parameters)
        {
            var given = point.TryGetValue(parameter.Name, out var value);
            if (given != IsActive(parameter, point))
            {
                why = given ? $"{parameter.Name} is given where it does not exist" : $"{parameter.Name} is missing";
                return false;
            }

            if (given && !Domain.Contains(parameter, value!))
            {
                why = $"{parameter.Name}: {value} is out of bounds";
                return false;
            }
        }

        why = "";
        return true;
    }
}
