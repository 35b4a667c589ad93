namespace Filler.Search;

/// <summary>One shared map between a numeric or ordered parameter and [0, 1]: linear or logarithmic, each discrete value the middle of its own cell.</summary>
/// <remarks>Cells of equal width in the transformed scale give every discrete value its share at the ends of the range too.</remarks>
public static class UnitCube
{
    /// <summary>Whether the parameter has an order to interpolate along.</summary>
    public static bool IsNumeric(Parameter parameter) => parameter is IntegerParameter or RealParameter or ChoiceParameter { Ordered: true };

    /// <summary>A value's place in [0, 1].</summary>
    public static double ToUnit(Parameter parameter, ParameterValue value)
    {
        var (low, high, log) = Bounds(parameter);
        if (low.Equals(high)) return 0.5;
        var x = parameter is ChoiceParameter ? Domain.IndexOf(parameter, value) : value.AsDouble();
        if (log) x = Math.Log(x);
        return Math.Clamp((x - low) / (high - low), 0, 1);
    }

    /// <summary>The value at a place in [0, 1]; always one of the parameter's.</summary>
    public static ParameterValue FromUnit(Parameter parameter, double unit)
    {
        var (low, high, log) = Bounds(parameter);
        var x = low + (Math.Clamp(unit, 0, 1) * (high - low));
        if (log) x = Math.Exp(x);
        return parameter switch
        {
            ChoiceParameter p => p.Choices[Math.Clamp((int)Math.Round(x), 0, p.Choices.Count - 1)],
            RealParameter { Step: null } p => new ParameterValue.Real(Math.Clamp(x, p.Min, p.Max)),
            _ => Domain.At(parameter, Domain.IndexOf(parameter, new ParameterValue.Real(x))),
        };
    }

    /// <summary>The part of [0, 1] that maps to the same discrete value; null for continuous parameters.</summary>
    internal static (double Low, double High)? Cell(Parameter parameter, ParameterValue value)
    {
        if (Domain.Count(parameter) is null) return null;
        var (low, high, log) = Bounds(parameter);
        if (low.Equals(high)) return (0, 1);
        double x = parameter is ChoiceParameter ? Domain.IndexOf(parameter, value) : value.AsDouble();
        var half = HalfStep(parameter);
        return (Unit(x - half), Unit(x + half));

        double Unit(double at) => Math.Clamp(((log ? Math.Log(Math.Max(at, double.Epsilon)) : at) - low) / (high - low), 0, 1);
    }

    private static double HalfStep(Parameter parameter) => parameter switch
    {
        IntegerParameter p => p.Step / 2.0,
        RealParameter { Step: { } step } => step / 2,
        _ => 0.5,
    };

    private static (double Low, double High, bool Log) Bounds(Parameter parameter)
    {
        var (min, max, log) = parameter switch
        {
            IntegerParameter p => (p.Min, Domain.At(p, Domain.Count(p)!.Value - 1).AsDouble(), p.Log),
            // With a step that does not divide the range, the last value lies below max.
            RealParameter p => (p.Min, Domain.Count(p) is { } count ? Domain.At(p, count - 1).AsDouble() : p.Max, p.Log),
            ChoiceParameter { Ordered: true } p => (0, p.Choices.Count - 1.0, false),
            _ => throw new ArgumentException($"{parameter.Name} has no order", nameof(parameter)),
        };
        var half = Domain.Count(parameter) is null ? 0 : HalfStep(parameter);
        return log ? (Math.Log(Math.Max(min - half, min / 2)), Math.Log(max + half), true) : (min - half, max + half, false);
    }
}
