using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>Parameters whose best value lies at the end of their range: the best may lie beyond.</summary>
internal static class RangeEnds
{
    // Share of a range that counts as its end.
    private const double End = 0.03;

    // A parameter that explains less than this of the variation is not worth another search.
    private const double LeastImportance = 0.05;

    /// <returns>With the parameter as <see cref="Widening"/> takes it further.</returns>
    public static IEnumerable<(ParameterSpec Parameter, double Value, string Wider)> Of(StudySpec spec, ReportBest best, IReadOnlyDictionary<string, double> importance)
    {
        foreach (var parameter in spec.Search.Parameters)
        {
            if (parameter.Path is ManifestPaths.TrainImages or ManifestPaths.FieldOfView or ManifestPaths.ValidationImages) continue;
            if (importance.TryGetValue(parameter.Path, out var share) && share < LeastImportance) continue;
            if (!best.Parameters.TryGetValue(parameter.Path, out var json) || ParameterLines.Number(json) is not { } value) continue;
            if (Beyond(parameter, value) is { } beyond && Widening.To(spec, parameter.Path, beyond) is { } wider) yield return (parameter, value, wider);
        }
    }

    private static double? Beyond(ParameterSpec parameter, double value)
    {
        if (parameter.Int is { } whole) return value <= whole.Min ? value - whole.Step : value >= whole.Max ? value + whole.Step : null;
        if (parameter.Double is { } real) return Beyond(real, value);
        double?[] numbers = [.. (parameter.Choice ?? []).Select(ParameterLines.Number)];
        if (numbers.Length < 2 || numbers.Any(n => n is null)) return null;
        double[] sorted = [.. numbers.Select(n => n!.Value).Order()];
        return value <= sorted[0] ? Next(sorted[1], sorted[0]) : value >= sorted[^1] ? Next(sorted[^2], sorted[^1]) : null;
    }

    private static double? Beyond(DoubleRange range, double value)
    {
        var log = range.Scale == "log";
        var (low, high, at) = log ? (Math.Log(range.Min), Math.Log(range.Max), Math.Log(value)) : (range.Min, range.Max, value);
        var (place, half) = ((at - low) / (high - low), (high - low) / 2);
        return place < End ? Round(Raw(low - half)) : place > 1 - End ? Round(Raw(high + half)) : null;

        double Raw(double x) => log ? Math.Exp(x) : x;
    }

    // As far again as the last two lie apart, by factor where they are that far.
    private static double Next(double before, double last) => before > 0 && last > 0 && Math.Abs(Math.Log(last / before)) > 0.5 ? last * last / before : last + (last - before);

    // One digit: the end of a range is no measurement.
    private static double Round(double value)
    {
        if (value == 0) return 0;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))));
        return (double)(decimal)(Math.Round(value / unit) * unit);
    }
}
