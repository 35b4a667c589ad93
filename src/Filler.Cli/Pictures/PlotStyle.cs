using ScottPlot;
using SkiaSharp;

namespace Filler.Cli.Pictures;

/// <summary>One look for every plot: quiet axes, colours that colour-blind readers tell apart (those of the report page).</summary>
internal static class PlotStyle
{
    public const int Width = 1400;
    public const int Height = 900;

    /// <summary>Room for the axes and a margin on the right, where the last tick's label ends.</summary>
    public static PixelPadding Frame { get; } = new(75, 25, 50, 40);

    public const string FirstSolution = "the solution that slices are cut from";

    public static Color Blue { get; } = Color.FromHex("#0a6699");

    public static Color Orange { get; } = Color.FromHex("#c75000");

    public static Color Grey { get; } = Color.FromHex("#98a2a8");

    private static Color Ink { get; } = Color.FromHex("#1d2429");

    /// <summary>Other solutions behind the one shown, in one quiet colour.</summary>
    public static void AddOthers(Plot plot, IReadOnlyList<double[]> others, Func<double[], ScottPlot.Plottables.Scatter> add)
    {
        for (var i = 0; i < others.Count; i++)
        {
            var line = add(others[i]);
            line.Color = Orange.WithAlpha(0.45);
            line.LineWidth = 1;
            if (i == 0) line.LegendText = others.Count == 1 ? "another independent solution" : $"{others.Count} other independent solutions";
        }
    }

    public static void Apply(Plot plot, string title, string x, string y)
    {
        plot.ScaleFactor = 2;
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Axes.Color(Ink);
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        plot.Grid.MajorLineColor = Color.FromHex("#eef0f0");
        if (title.Length > 0) plot.Title(title, size: 16);
        plot.XLabel(x, size: 13);
        plot.YLabel(y, size: 13);
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
        if (Typeface.ForPlots(SKFontManager.Default) is { } family) plot.Font.Set(family);
        else plot.Font.Automatic();
    }
}
