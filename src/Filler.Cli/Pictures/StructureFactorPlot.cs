using ScottPlot;

namespace Filler.Cli.Pictures;

/// <summary>The structure factor S(q) of particle centres on logarithmic axes, with its standard errors: PNG.</summary>
internal static class StructureFactorPlot
{
    /// <param name="q">In 1/nm, rising, &gt; 0.</param>
    /// <param name="value">S at each.</param>
    /// <param name="vectors">How many wave vectors each mean is over: its relative standard error is 1/√(this).</param>
    /// <param name="others">The same of other solutions to the same curve, drawn behind.</param>
    public static byte[] Draw(string title, double[] q, double[] value, int[] vectors, IReadOnlyList<double[]>? others = null)
    {
        using var plot = new Plot();
        int[] shown = [.. Enumerable.Range(0, q.Length).Where(i => q[i] > 0 && value[i] > 0)];
        PlotStyle.AddOthers(plot, others ?? [], other =>
        {
            int[] positive = [.. shown.Where(i => i < other.Length && other[i] > 0)];
            return plot.Add.ScatterLine(LogAxis.Of(positive.Select(i => q[i])), LogAxis.Of(positive.Select(i => other[i])));
        });
        plot.Add.HorizontalLine(0, 1, PlotStyle.Grey, LinePattern.Dashed);
        foreach (var i in shown.Where(i => vectors[i] > 1))
        {
            var share = 1 / Math.Sqrt(vectors[i]);
            var bar = plot.Add.Line(Math.Log10(q[i]), Math.Log10(value[i] * (1 - share)), Math.Log10(q[i]), Math.Log10(value[i] * (1 + share)));
            bar.Color = PlotStyle.Grey;
            bar.LineWidth = 1;
        }

        var points = plot.Add.Scatter(LogAxis.Of(shown.Select(i => q[i])), LogAxis.Of(shown.Select(i => value[i])));
        points.Color = PlotStyle.Blue;
        points.MarkerSize = 4;
        points.LineWidth = 1.5f;
        points.LegendText = PlotStyle.FirstSolution;
        PlotStyle.Apply(plot, title, "q in nm⁻¹", "S(q)");
        LogAxis.Apply(plot.Axes.Bottom);
        LogAxis.Apply(plot.Axes.Left);
        if (others is { Count: > 0 }) plot.ShowLegend(Alignment.UpperLeft);
        plot.Layout.Fixed(PlotStyle.Frame);
        return plot.GetImageBytes(PlotStyle.Width, PlotStyle.Height, ImageFormat.Png);
    }
}
