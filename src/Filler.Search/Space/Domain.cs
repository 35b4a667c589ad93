namespace Filler.Search;

/// <summary>The values of one parameter: how many, which, and whether a value is one of them.</summary>
internal static class Domain
{
    /// <summary>Equal as values: 1 and 1.0 are one number, and so are 0.3 and 3 · 0.1.</summary>
    public static bool Same(ParameterValue a, ParameterValue b) =>
        a == b || (IsNumber(a) && IsNumber(b) && !(a is ParameterValue.Integer && b is ParameterValue.Integer) && Near(a.AsDouble(), b.AsDouble()));

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
        RealParameter p => new ParameterValue.Real(index == 0 ? p.Min : Math.Clamp(Sum(p.Min, index, p.Step ?? 0), p.Min, p.Max)),
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
        IntegerParameter p => IsNumber(value) && value.AsDouble() is var x && x >= p.Min && x <= p.Max && double.IsInteger(x) && ((long)x - p.Min) % p.Step == 0,
        RealParameter p => IsNumber(value) && value.AsDouble() is var x && x >= p.Min && x <= p.Max
            && (p.Step is null || Math.Abs(At(p, IndexOf(p, value)).AsDouble() - x) <= 1e-9 * Math.Max(1, Math.Abs(x))),
        ChoiceParameter p => p.Choices.Any(c => Same(c, value)),
        _ => false,
    };

    private static bool IsNumber(ParameterValue value) => value is ParameterValue.Integer or ParameterValue.Real;

    private static bool Near(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-12 * Math.Max(Math.Abs(a), Math.Abs(b));

    // In decimal where it fits: 3 · 0.1 is the 0.3 that people write, and that a condition names, not 0.30000000000000004.
    private static double Sum(double min, long index, double step) =>
        Math.Abs(min) < 1e9 && step is > 1e-9 and < 1e9 && index < 1e9 ? (double)((decimal)min + (index * (decimal)step)) : min + (index * step);

    // A step of 0.1 from 0 to 1 is ten steps, whatever the rounding of 1 / 0.1.
    private static long Steps(RealParameter p, double step) => (long)Math.Floor(((p.Max - p.Min) / step) + 1e-9);
}
