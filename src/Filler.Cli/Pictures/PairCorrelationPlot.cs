using ScottPlot;

namespace Filler.Cli.Pictures;

/// <summary>The pair correlation function g(r): PNG.</summary>
internal static class PairCorrelationPlot
{
    /// <param name="distanceNm">Bin centres in nm.</param>
    /// <param name="value">g at each.</param>
    /// <param name="others">The same of other solutions to the same curve, drawn behind: what they do not share, the curve does not determine.</param>
    public static byte[] Draw(string title, double[] distanceNm, double[] value, IReadOnlyList<double[]>? others = null)
    {
        using var plot = new Plot();
        PlotStyle.AddOthers(plot, others ?? [], other => plot.Add.ScatterLine(distanceNm[..Math.Min(distanceNm.Length, other.Length)], other[..Math.Min(distanceNm.Length, other.Length)]));
        plot.Add.HorizontalLine(1, 1, PlotStyle.Grey, LinePattern.Dashed);
        var line = plot.Add.ScatterLine(distanceNm, value);
        line.Color = PlotStyle.Blue;
        line.LineWidth = 2;
        line.LegendText = PlotStyle.FirstSolution;
        PlotStyle.Apply(plot, title, "distance r in nm", "g(r)");
        if (others is { Count: > 0 }) plot.ShowLegend(Alignment.UpperRight);
        plot.Layout.Fixed(PlotStyle.Frame);
        plot.Axes.SetLimits(0, distanceNm[^1], 0, Math.Max(1.5, 1.08 * value.Max()));
        return plot.GetImageBytes(PlotStyle.Width, PlotStyle.Height, ImageFormat.Png);
    }
}
