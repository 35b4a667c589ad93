namespace Filler.Search;

/// <summary>One dimension of a search space. <paramref name="Name"/> is unique in its space (a manifest path such as <c>training.learningRate</c>).</summary>
/// <param name="When">The parameter exists only where this holds; null: always.</param>
public abstract record Parameter(string Name, Condition? When);

/// <summary>A whole number in [<paramref name="Min"/>, <paramref name="Max"/>], both included, in steps of <paramref name="Step"/> from Min.</summary>
public sealed record IntegerParameter(string Name, long Min, long Max, long Step = 1, bool Log = false, Condition? When = null) : Parameter(Name, When);

/// <summary>A real number in [<paramref name="Min"/>, <paramref name="Max"/>]; with a step, only Min + k·Step.</summary>
public sealed record RealParameter(string Name, double Min, double Max, bool Log = false, double? Step = null, Condition? When = null) : Parameter(Name, When);

/// <summary>One of a list. <paramref name="Ordered"/>: neighbours in the list are alike (200, 500, 1000), so a sampler may interpolate between them.</summary>
public sealed record ChoiceParameter(string Name, IReadOnlyList<ParameterValue> Choices, bool Ordered = false, Condition? When = null) : Parameter(Name, When);

/// <summary>Holds where parameter <paramref name="Parameter"/> is active and has one of the values, and <paramref name="And"/> holds too.</summary>
/// <param name="And">A condition on another parameter; null: none.</param>
public sealed record Condition(string Parameter, IReadOnlyList<ParameterValue> AnyOf, Condition? And = null)
{
    /// <summary>This condition and those joined to it, one parameter each; none for null.</summary>
    public static IEnumerable<Condition> AllOf(Condition? condition)
    {
        for (var each = condition; each is not null; each = each.And) yield return each;
    }
}
