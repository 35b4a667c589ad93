using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Filler.Cli.Pictures;

/// <summary>Logarithmic axes: the plot library draws linear ones only, so values go in as log₁₀ and ticks are named as powers.</summary>
internal static class LogAxis
{
    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    public static double[] Of(IEnumerable<double> values) => [.. values.Select(Math.Log10)];

    public static void Apply(IAxis axis, bool labels = true)
    {
        axis.TickGenerator = new NumericAutomatic
        {
            MinorTickGenerator = new LogMinorTickGenerator(),
            IntegerTicksOnly = true,
            LabelFormatter = labels ? Power : _ => "",
        };
    }

    /// <summary><c>10⁻³</c> for −3.</summary>
    internal static string Power(double exponent) =>
        "10" + string.Concat(Math.Round(exponent).ToString("F0", CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : Raised[c - '0']));
}
