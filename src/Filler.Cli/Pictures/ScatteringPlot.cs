using Filler.Cli.Reports;
using ScottPlot;
using SkiaSharp;

namespace Filler.Cli.Pictures;

/// <summary>Measured scattering with its errors, the fitted curve, and below them the residuals in units of the error.</summary>
internal static class ScatteringPlot
{
    private const int ResidualHeight = 250;

    /// <summary>PNG, log-log.</summary>
    public static byte[] Draw(FittedCurve curve)
    {
        using var surface = SKSurface.Create(new SKImageInfo(PlotStyle.Width, PlotStyle.Height + ResidualHeight));
        using var upper = Curves(curve);
        using var lower = Residuals(curve);
        Paste(surface.Canvas, upper, 0, PlotStyle.Height);
        Paste(surface.Canvas, lower, PlotStyle.Height, ResidualHeight);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void Paste(SKCanvas canvas, Plot plot, int top, int height)
    {
        using var panel = SKImage.FromEncodedData(plot.GetImageBytes(PlotStyle.Width, height, ImageFormat.Png));
        canvas.DrawImage(panel, 0, top);
    }

    private static Plot Curves(FittedCurve curve)
    {
        var plot = new Plot();
        int[] shown = [.. Enumerable.Range(0, curve.Q.Count).Where(i => curve.Q[i] > 0 && curve.Measured[i] > 0)];
        var q = LogAxis.Of(shown.Select(i => curve.Q[i]));
        var measured = plot.Add.ScatterPoints(q, LogAxis.Of(shown.Select(i => curve.Measured[i])));
        measured.Color = PlotStyle.Blue;
        measured.MarkerSize = 5;
        measured.LegendText = "measured";
        foreach (var i in shown.Where(i => curve.Measured[i] > curve.Sigma[i]))
        {
            // Drawn one by one: on a logarithmic axis the two halves of an error differ in length.
            var bar = plot.Add.Line(
                Math.Log10(curve.Q[i]), Math.Log10(curve.Measured[i] - curve.Sigma[i]), Math.Log10(curve.Q[i]), Math.Log10(curve.Measured[i] + curve.Sigma[i]));
            bar.Color = PlotStyle.Grey;
            bar.LineWidth = 1;
        }

        int[] positive = [.. shown.Where(i => curve.Fitted[i] > 0)];
        var fitted = plot.Add.ScatterLine(LogAxis.Of(positive.Select(i => curve.Q[i])), LogAxis.Of(positive.Select(i => curve.Fitted[i])));
        fitted.Color = PlotStyle.Orange;
        fitted.LineWidth = 2;
        fitted.LegendText = $"fitted structure, χ² per degree of freedom {Figures.Short(curve.ChiSquarePerDegree)}";
        PlotStyle.Apply(plot, curve.Name, "", "intensity");
        LogAxis.Apply(plot.Axes.Bottom, labels: false);
        LogAxis.Apply(plot.Axes.Left);
        plot.ShowLegend(Alignment.LowerLeft);
        Frame(plot, curve, bottom: 12);
        return plot;
    }

    private static Plot Residuals(FittedCurve curve)
    {
        var plot = new Plot();
        int[] shown = [.. Enumerable.Range(0, curve.Q.Count).Where(i => curve.Q[i] > 0 && curve.Sigma[i] > 0)];
        var residuals = plot.Add.ScatterPoints(
            LogAxis.Of(shown.Select(i => curve.Q[i])), [.. shown.Select(i => (curve.Measured[i] - curve.Fitted[i]) / curve.Sigma[i])]);
        residuals.Color = PlotStyle.Blue;
        residuals.MarkerSize = 4;
        plot.Add.HorizontalLine(0, 1, PlotStyle.Grey);
        PlotStyle.Apply(plot, "", "q in nm⁻¹", "residual / σ");
        LogAxis.Apply(plot.Axes.Bottom);
        // A panel this low gets no ticks but 0 by itself: how many σ a misfit is must be readable.
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual(ResidualTicks([.. residuals.Data.GetScatterPoints().Select(p => p.Y)]));
        Frame(plot, curve, bottom: 50);
        return plot;
    }

    private static ScottPlot.Tick[] ResidualTicks(double[] values)
    {
        var most = values.Length == 0 ? 1 : Math.Max(1, Math.Floor(values.Max(Math.Abs)));
        return [.. new[] { -most, 0, most }.Select(v => new ScottPlot.Tick(v, v.ToString("+0;−0;0", System.Globalization.CultureInfo.InvariantCulture)))];
    }

    // Both panels share the axis of q: equal limits and equal margins put equal q above each other.
    private static void Frame(Plot plot, FittedCurve curve, float bottom)
    {
        var (low, high) = (Math.Log10(curve.Q.Where(q => q > 0).Min()), Math.Log10(curve.Q.Max()));
        var margin = 0.03 * (high - low);
        plot.Axes.SetLimitsX(low - margin, high + margin);
        plot.Layout.Fixed(new PixelPadding(75, 20, bottom, plot.Axes.Title.IsVisible && bottom < 20 ? 40 : 8));
    }
}
