using ScottPlot;

namespace Filler.Cli.Pictures;

/// <summary>The pair correlation function g(r): PNG.</summary>
internal static class PairCorrelationPlot
{
    /// <param name="distanceNm">Bin centres in nm.</param>
    /// <param name="value">g at each.</param>
    public static byte[] Draw(string title, double[] distanceNm, double[] value)
    {
        using var plot = new Plot();
        plot.Add.HorizontalLine(1, 1, PlotStyle.Grey, LinePattern.Dashed);
        var line = plot.Add.ScatterLine(distanceNm, value);
        line.Color = PlotStyle.Blue;
        line.LineWidth = 2;
        PlotStyle.Apply(plot, title, "distance r in nm", "g(r)");
        plot.Axes.SetLimits(0, distanceNm[^1], 0, Math.Max(1.5, 1.08 * value.Max()));
        return plot.GetImageBytes(PlotStyle.Width, PlotStyle.Height, ImageFormat.Png);
    }
}
