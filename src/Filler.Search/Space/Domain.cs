namespace Filler.Search;

/// <summary>The values of one parameter: how many, which, and whether a value is one of them.</summary>
internal static class Domain
{
    /// <summary>Equal as values: 1 and 1.0 are one number.</summary>
    public static bool Same(ParameterValue a, ParameterValue b) =>
        a == b || (IsNumber(a) && IsNumber(b) && a.AsDouble().Equals(b.AsDouble()));

    /// <summary>Number of values; null where there are infinitely many.</summary>
    public static long? Count(Parameter parameter) => parameter switch
    {
        IntegerParameter p => ((p.Max - p.Min) / p.Step) + 1,
        RealParameter { Step: { } step } p => Steps(p, step) + 1,
        RealParameter p => p.Min.Equals(p.Max) ? 1 : null,
        ChoiceParameter p => p.Choices.Count,
        _ => throw new ArgumentException($"parameter kind {parameter.GetType().Name} is unknown", nameof(parameter)),
    };

    /// <summary>Value number <paramref name="index"/>, from 0, of a parameter with finitely many.</summary>
    public static ParameterValue At(Parameter parameter, long index) => parameter switch
    {
        IntegerParameter p => new ParameterValue.Integer(p.Min + (index * p.Step)),
        RealParameter p => new ParameterValue.Real(Math.Min(p.Max, p.Min + (index * (p.Step ?? 0)))),
        ChoiceParameter p => p.Choices[(int)index],
        _ => throw new ArgumentException($"parameter kind {parameter.GetType().Name} is unknown", nameof(parameter)),
    };

    /// <summary>The number of the value nearest to the given one.</summary>
    public static long IndexOf(Parameter parameter, ParameterValue value) => parameter switch
    {
        IntegerParameter p => Math.Clamp((long)Math.Round((value.AsDouble() - p.Min) / p.Step), 0, Count(p)!.Value - 1),
        RealParameter p => p.Step is { } step ? Math.Clamp((long)Math.Round((value.AsDouble() - p.Min) / step), 0, Steps(p, step)) : 0,
        ChoiceParameter p => Enumerable.Range(0, p.Choices.Count).First(i => Same(p.Choices[i], value)),
        _ => throw new ArgumentException($"parameter kind {parameter.GetType().Name} is unknown", nameof(parameter)),
    };

    public static bool Contains(Parameter parameter, ParameterValue value) => parameter switch
    {
        IntegerParameter p => value is ParameterValue.Integer { Value: var i } && i >= p.Min && i <= p.Max && (i - p.Min) % p.Step == 0,
        RealParameter p => IsNumber(value) && value.AsDouble() is var x && x >= p.Min && x <= p.Max
            && (p.Step is null || Math.Abs(At(p, IndexOf(p, value)).AsDouble() - x) <= 1e-9 * Math.Max(1, Math.Abs(x))),
        ChoiceParameter p => p.Choices.Any(c => Same(c, value)),
        _ => false,
    };

    private static bool IsNumber(ParameterValue value) => value is ParameterValue.Integer or ParameterValue.Real;

    // A step of 0.1 from 0 to 1 is ten steps, whatever the rounding of 1 / 0.1.
    private static long Steps(RealParameter p, double step) => (long)Math.Floor(((p.Max - p.Min) / step) + 1e-9);
}
