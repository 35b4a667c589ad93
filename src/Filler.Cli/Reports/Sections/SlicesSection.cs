using System.Globalization;
using Filler.Cli.Pictures;

namespace Filler.Cli.Reports;

/// <summary>Sample slices of each class with a scale bar.</summary>
internal static class SlicesSection
{
    private const string None = "No dataset of this study is in its store, so no slices can be shown; filler dataset build makes it again.";

    public static Markup Write(IReadOnlyList<DatasetSample> datasets) => Markup.Of($"""
        <section id="slices" aria-labelledby="slices-title">
          <h2 id="slices-title">What the networks see</h2>
          {(datasets.Count == 0 ? Markup.Of($"""<p class="quiet">{None}</p>""") : Markup.Join(datasets.Select(Sheet)))}
        </section>

        """);

    private static Markup Sheet(DatasetSample dataset) => Markup.Of($"""
        <figure class="sheet">
          <figcaption class="quiet">{Text.Tight(Caption(dataset))}</figcaption>
          {Markup.Join(dataset.Classes.Select(c => Row(dataset, c)))}
        </figure>
        """);

    private static string Caption(DatasetSample dataset) =>
        $"Evaluation slices, field of view {Figures.Short(dataset.FieldOfViewNm)} nm × {Figures.Short(dataset.FieldOfViewNm)} nm, {dataset.Pixels} × {dataset.Pixels} pixels, "
        + (dataset.ThicknessNm > 0 ? $"section {Figures.Short(dataset.ThicknessNm)} nm thick" : "plane section");

    private static Markup Row(DatasetSample dataset, ClassSlices c)
    {
        var bar = ScaleBar.LengthNm(dataset.FieldOfViewNm);
        var width = (100 * bar / dataset.FieldOfViewNm).ToString("F2", CultureInfo.InvariantCulture);
        var scale = Markup.Of($"""<span class="scale" style="width:{width}%">{Text.Tight($"{Figures.Short(bar)} nm")}</span>""");
        return Markup.Of($"""
            <div class="strip"><h3>{c.Name}</h3><div class="tiles">{Markup.Join(c.Slices.Select((s, i) => Tile(dataset, c, s, i, i == 0 ? scale : Markup.Empty)))}</div></div>
            """);
    }

    private static Markup Tile(DatasetSample dataset, ClassSlices c, byte[] slice, int index, Markup scale) => Markup.Of($"""
        <div class="tile"><img alt="{c.Name}, slice {index + 1}" width="{dataset.Pixels}" height="{dataset.Pixels}" src="data:image/png;base64,{Convert.ToBase64String(GreyPng.Encode(slice, dataset.Pixels))}">{scale}</div>
        """);
}
